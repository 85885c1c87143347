import { expect } from "chai";
import { type Candidate, showLog, untilItEnds, whyItEnds } from "../../../../components/cutover/candidate";
import { FakeDocker } from "../../support/fake-docker";

describe("a candidate", () => {
    /** Tasks, each with an id of its own, the last with the lowest. */
    const inLines = (tasks: readonly string[]) =>
        tasks.map((line, index) => `t${tasks.length - index} ${line}\n`).join("");

    const cases: readonly (readonly [string, readonly string[], string | undefined])[] = [
        ["is not there yet", [], undefined],
        ["runs", ["Running "], undefined],
        ["was started again", ["Running ", 'Shutdown "task: non-zero exit (1)"'], undefined],
        [
            "was started again and again",
            ["Ready ", ...Array.from({ length: 3 }, () => 'Shutdown "task: non-zero exit (1)"')],
            "does not stay up: task: non-zero exit (1)",
        ],
        ["is not started again", ['Shutdown "task: non-zero exit (3)"'], "does not stay up: task: non-zero exit (3)"],
        ["ended well, and is not started again", ["Shutdown "], "does not stay up: it stopped"],
    ];
    for (const [title, tasks, reason] of cases) {
        it(`that ${title}`, () => {
            expect(whyItEnds(inLines(tasks), "")).to.equal(reason);
        });
    }

    it("that has ended long before, and runs since", () => {
        const earlier = ["Running ", ...Array.from({ length: 5 }, () => 'Shutdown "task: non-zero exit (137)"')];
        expect(whyItEnds(inLines(earlier), inLines(earlier))).to.equal(undefined);
        const later = inLines(['Shutdown "exit (1)"', ...earlier.slice(1)]);
        expect(whyItEnds(later, inLines(earlier))).to.equal("does not stay up: exit (1)");
    });

    describe("on the engine", () => {
        let docker: FakeDocker;
        let told: string[];
        let candidate: Candidate;

        beforeEach(() => {
            docker = new FakeDocker();
            told = [];
            const shell = ["env", `PATH=${docker.cache}/bin:${process.env.PATH ?? ""}`, "bash", "-c"];
            const edge = {
                name: "edge",
                kind: "edge",
                service: "none",
                folder: "/nowhere",
                admin: 1,
                candidate: 2,
            } as const;
            candidate = {
                ...{ service: "api", to: "api-2", plan: { stack: "slipway-test", proxies: [{ ...edge, shell }] } },
                report: (line) => void told.push(line),
                signal: new AbortController().signal,
            };
        });
        afterEach(() => docker.remove());

        it("is watched until it does not stay up", async () => {
            docker
                .answer("service ps *", { out: 't1 Shutdown "task: non-zero exit (1)"\n' })
                .answer("service ps *", { out: "t1 Running \n", times: 1 });
            const reason = await untilItEnds(candidate).catch((error: unknown) => String(error));
            expect(reason).to.equal("Error: the candidate of api does not stay up: task: non-zero exit (1)");
            const call = "service ps --no-trunc --format {{.ID}} {{.DesiredState}} {{.Error}} slipway-test_api-2";
            expect(docker.callsOf("service")).to.deep.equal([call, call]);
        }).timeout(10_000);

        it("is not watched any longer than its signal says, nor held against an engine that does not answer", async () => {
            docker.answer("service ps *", { out: "t1 Shutdown\n", code: 1 });
            const end = new AbortController();
            const watched = untilItEnds({ ...candidate, signal: end.signal });
            while (docker.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
            end.abort();
            await watched;
        }).timeout(10_000);

        it("shows what it printed last", async () => {
            docker.answer("service logs *", { out: "starting\nno database\n" });
            await showLog(candidate);
            expect(told).to.deep.equal(["service api: the last lines of its log:", "    starting", "    no database"]);
        });

        it("that has printed nothing shows nothing", async () => {
            await showLog(candidate);
            expect(told).to.deep.equal([]);
        });
    });
});
