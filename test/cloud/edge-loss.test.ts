import { expect } from "chai";
import { Names } from "../../emulator/machines/names";
import { docker } from "../e2e/support/engine";
import { type LoadResult, underLoad } from "../e2e/support/load";
import type { Outcome } from "../e2e/support/project";
import { refused } from "./support/refused";
import { host, Staging, stack } from "./support/staging";
import { takesRoot } from "./support/takes-root";

const url = `https://${host}/`;

/** One story: each part begins with what those before have left. */
describe("a release that loses an edge in the middle", function () {
    this.timeout(900_000);
    this.bail(true);
    let staging: Staging;

    before(async function () {
        takesRoot(this);
        staging = await Staging.start((line) => process.stdout.write(`    ${line}\n`), {
            ...{ name: "slipway-edge-loss-test", network: "198.18.88.0/21", privateNetwork: "10.115.128.0/20" },
        });
        staging.configure(["servers", "count"], 3);
        staging.configure(["release", "strategy"], "canary");
        staging.configure(["release", "steps"], [{ weight: 50, for: "20s" }]);
        await staging.upWell();
    });
    after(async () => await staging?.end());

    /** Its container on this machine's engine. */
    const last = () => {
        const droplet = staging.rehearsal.digitalOcean.state().droplets.find(({ name }) => name.endsWith("-2"));
        return new Names(staging.cloud).droplet(droplet?.id ?? 0);
    };

    /** Does something while a visitor asks all the time: without requests, nobody could judge a release. */
    const asked = async (work: () => Promise<void>): Promise<LoadResult> =>
        await underLoad({ url, rate: 20, post: true, agent: staging.visitor.agent }, 300, work);

    /** Releases a version, and does something when half of the requests go to it. */
    async function release(greeting: string, loss: () => Promise<unknown>) {
        staging.configure(["env", "GREETING"], greeting);
        let outcome: Outcome | undefined;
        const seen = await asked(async () => {
            const running = staging.project.start(["up", stack, "--yes", "--skip-preview"]);
            await running.printed(/50 % of the requests go to /, 300_000);
            await loss();
            outcome = await running.end;
        });
        if (outcome === undefined) throw new Error("the release did not end");
        return { outcome, ...seen };
    }

    /** Waits until nothing fails any more, and returns all the bodies of that time. */
    async function settled(): Promise<readonly string[]> {
        const deadline = Date.now() + 180_000;
        const bodies: string[] = [];
        while (bodies.length < 40) {
            const { status, body } = await staging.visitor.ask(url).catch(() => ({ status: 0, body: "" }));
            if (status === 200) bodies.push(body);
            else bodies.length = 0;
            expect(Date.now(), "the app answers").to.be.lessThan(deadline);
        }
        return [...new Set(bodies)].sort();
    }

    it("goes back where it can be reached, and loses no request, when SSH to one is cut", async () => {
        const cut = () => docker("exec", last(), "bash", "-c", "systemctl stop ssh; pkill sshd || true");
        const { outcome, failures, bodies } = await release("two", cut);
        refused(outcome, "not put back", "the next update does it", "the version before serves on");
        expect(failures).to.deep.equal([]);
        expect([...bodies.keys()].sort()).to.deep.equal(["one", "two"]);
        // That one's edge has half of the requests at the new version still: both are there.
        expect(await settled()).to.include("one");
    });

    /** What a visitor lost while the stack was brought up. */
    async function lostByNextUpdate(): Promise<readonly string[]> {
        const { failures } = await asked(async () => {
            await staging.upWell();
        });
        return failures;
    }

    it("is released by the next update, once it can be reached", async () => {
        await docker("exec", last(), "systemctl", "start", "ssh");
        expect(await lostByNextUpdate()).to.deep.equal([]);
        expect(await settled()).to.deep.equal(["two"]);
        await staging.preview("--expect-no-changes");
    });

    it("goes back when a server dies, which the load balancer leaves out", async () => {
        const { outcome } = await release("three", () => docker("kill", last()));
        refused(outcome, "the version before serves on");
        expect(await settled()).to.deep.equal(["two"]);
    });

    it("is released by the next update, once the server is back", async () => {
        await docker("start", last());
        const ready = async () => await staging.onServer("docker node ls --format '{{.Status}}'");
        const deadline = Date.now() + 180_000;
        while ((await ready()).trim() !== "Ready\nReady\nReady") {
            expect(Date.now(), "the server is back in the cluster").to.be.lessThan(deadline);
            await new Promise((go) => setTimeout(go, 1000));
        }
        expect(await lostByNextUpdate()).to.deep.equal([]);
        expect(await settled()).to.deep.equal(["three"]);
        await staging.preview("--expect-no-changes");
    });
});
