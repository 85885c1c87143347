import { expect } from "chai";
import { FakeDocker } from "../support/fake-docker";
import { type Ended, runScript } from "../support/run-script";

/** Lines of /proc/net/tcp: whom a connection leads to, in hex, and its state; 01 is open. */
function connections(...lines: readonly (readonly [remote: string, state: string])[]): string {
    const rows = lines.map(
        ([remote, state], index) => `   ${index}: 0500010A:9C4${index} ${remote} ${state} 00000000:0`,
    );
    return ["  sl  local_address rem_address   st tx_queue rx_queue", ...rows, ""].join("\n");
}

describe("remove.sh, while something is open", () => {
    let docker: FakeDocker;

    /** A service with a task in two networks, and another in one; both proxies, which have no connection. */
    beforeEach(() => {
        docker = new FakeDocker()
            .answer("ps *")
            .answer("ps *slipway-test_slipway-edge", { out: "e1\n" })
            .answer("ps *slipway-test_slipway-gateway", { out: "g1\n" })
            .answer("service inspect *", { out: "id\n" })
            .answer("service ps *", { out: "t1\nt2\n" })
            .answer("inspect --type task t1 t2 *", { out: "10.0.1.6/24\n10.0.2.255/24\n\n10.0.1.7/24\n\n" })
            .answer("exec * cat /proc/net/tcp", { out: connections() })
            .answer("service rm *");
    });
    afterEach(() => docker.remove());

    function remove(drain: string): Promise<Ended> {
        return runScript("components/release/remove.sh", {
            ...{ SLIPWAY_CACHE: docker.cache, SLIPWAY_STACK: "slipway-test", SLIPWAY_SERVICE: "api" },
            ...{ SLIPWAY_GENERATION: "3fa9c1", SLIPWAY_REPLICATION: "replicated", SLIPWAY_DRAIN: drain },
        });
    }

    /** The looks into the proxies, and the removal, in their order. */
    const steps = () =>
        docker.calls.filter(([word, verb]) => word === "exec" || verb === "rm").map((words) => words.join(" "));
    const look = ["exec e1 cat /proc/net/tcp", "exec g1 cat /proc/net/tcp"];
    const removal = "service rm slipway-test_api-3fa9c1";

    it("does not wait where no proxy has a connection to it", async () => {
        const others = connections(["0801000A:1F40", "01"], ["0601000A:1F40", "06"], ["06010000:1F40", "01"]);
        docker.answer("exec * cat /proc/net/tcp", { out: others });
        expect(await remove("30")).to.deep.equal({ code: 0, stdout: "", stderr: "" });
        expect(steps()).to.deep.equal([...look, removal]);
        expect(docker.callsOf("service", "ps")).to.deep.equal([
            "service ps --quiet --no-trunc --filter desired-state=running slipway-test_api-3fa9c1",
        ]);
    });

    for (const [address, hex] of [
        ["10.0.1.6", "0601000A"],
        ["10.0.2.255", "FF02000A"],
        ["10.0.1.7", "0701000A"],
    ] as const) {
        it(`knows a task at ${address} as ${hex}, and waits until nothing is open to it`, async () => {
            docker.answer("exec e1 *", { out: connections([`${hex}:1F40`, "01"]), times: 2 });
            expect(await remove("30")).to.deep.equal({
                ...{ code: 0, stdout: "" },
                stderr: "service api: 1 connection is open still: it has 30s to end\n",
            });
            expect(steps()).to.deep.equal([...look, ...look, ...look, removal]);
        });
    }

    it("counts what all proxies have", async () => {
        const open = connections(["0601000A:1F40", "01"], ["0701000A:1F40", "01"]);
        docker.answer("exec e1 *", { out: open, times: 1 }).answer("exec g1 *", { out: open, times: 1 });
        expect((await remove("30")).stderr).to.equal(
            "service api: 4 connections are open still: they have 30s to end\n",
        );
    });

    it("waits no longer than it may", async () => {
        docker.answer("exec g1 *", { out: connections(["0601000A:1F40", "01"]) });
        expect(await remove("2")).to.deep.equal({
            code: 0,
            stdout: "",
            stderr: [
                "service api: 1 connection is open still: it has 2s to end",
                "service api: 1 connection is open after 2s: it is closed",
                "",
            ].join("\n"),
        });
        expect(steps().at(-1)).to.equal(removal);
    });

    it("closes what several still have open then", async () => {
        docker.answer("exec * *", { out: connections(["0601000A:1F40", "01"]) });
        expect((await remove("1")).stderr).to.contain(
            "service api: 2 connections are open after 1s: they are closed\n",
        );
    });

    it("does not look where it may not wait", async () => {
        docker.answer("exec g1 *", { out: connections(["0601000A:1F40", "01"]) });
        expect(await remove("0")).to.deep.equal({ code: 0, stdout: "", stderr: "" });
        expect(steps()).to.deep.equal([removal]);
    });

    it("does not wait without proxies, or for one that does not answer", async () => {
        docker.answer("exec * cat /proc/net/tcp", { err: "no such container\n", code: 1 });
        expect(await remove("30")).to.deep.equal({ code: 0, stdout: "", stderr: "" });
        docker.answer("ps *");
        expect(await remove("30")).to.deep.equal({ code: 0, stdout: "", stderr: "" });
        expect(steps()).to.deep.equal([...look, removal, removal]);
    });

    it("does not wait for a service without tasks", async () => {
        docker.answer("service ps *");
        expect(await remove("30")).to.deep.equal({ code: 0, stdout: "", stderr: "" });
        expect(steps()).to.deep.equal([removal]);
    });
});
