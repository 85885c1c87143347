import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import type { CutOverPlan, RoutedWay } from "../../../../components/cutover/plan";
import { cutOver } from "../../../../components/cutover/run";
import { planOf, way } from "./example";
import { FakeProxy, type Faults } from "./fake-proxy";

/** What happens at a proof or a watch: nothing, unless it throws. */
type Event = (what: string) => void | Promise<void>;

describe("a cut-over", () => {
    let journal: string[];
    let told: string[];
    let interrupt: AbortController;
    let proxies: readonly FakeProxy[];

    beforeEach(() => {
        journal = [];
        told = [];
        interrupt = new AbortController();
        proxies = twoProxies();
    });

    function twoProxies(edge: Faults = {}, gateway: Faults = {}): readonly FakeProxy[] {
        return [new FakeProxy("edge", journal, edge), new FakeProxy("gateway", journal, gateway)];
    }

    interface Release {
        readonly before?: readonly RoutedWay[];
        readonly after?: readonly RoutedWay[];
        readonly plan?: Partial<CutOverPlan>;
        readonly event?: Event;
    }

    async function run({ before = [way("api", "1")], after = [way("api", "2")], plan, event }: Release = {}) {
        const happens = async (what: string) => {
            journal.push(what);
            await event?.(what);
        };
        await cutOver({
            ...{ plan: planOf(plan), before, after, proxies },
            prove: (moves, where) => happens(`prove ${where}: ${moves.map(({ to }) => to).join(", ")}`),
            watch: (moves, { weight, seconds }) =>
                happens(`watch ${moves.map(({ to }) => to).join(", ")} at ${weight} for ${seconds}s`),
            report: (line) => void told.push(line),
            signal: interrupt.signal,
        });
    }

    /** Why a release failed. */
    async function failure(release: Release): Promise<string> {
        const error: unknown = await run(release).then(
            () => undefined,
            (reason: unknown) => reason,
        );
        expect(error).to.be.instanceOf(Error);
        return (error as Error).message;
    }

    /** The same routes on both proxies. */
    const placed = (routes: string) => [`edge: ${routes}`, `gateway: ${routes}`];

    const canary: Partial<CutOverPlan> = {
        canaries: ["api"],
        steps: [
            { weight: 10, seconds: 60 },
            { weight: 50, seconds: 30 },
            { weight: 100, seconds: 0 },
        ],
    };

    it("proves the candidates before the first request, moves them all at once, and proves the result", async () => {
        await run();
        expect(journal).to.deep.equal([
            ...placed("/api :8000 api-1 100 + api-2 0, unreleased api-2"),
            "prove candidates: api-2",
            ...placed("/api :8000 api-2 100"),
            "prove public: api-2",
        ]);
        expect(told).to.deep.equal(["all requests go to api-2"]);
    });

    it("raises a canary's share step by step, and watches each", async () => {
        await run({ plan: canary });
        expect(journal).to.deep.equal([
            ...placed("/api :8000 api-1 100 + api-2 0, unreleased api-2"),
            "prove candidates: api-2",
            ...placed("/api :8000 api-1 90 + api-2 10, unreleased api-2"),
            "watch api-2 at 10 for 60s",
            ...placed("/api :8000 api-1 50 + api-2 50, unreleased api-2"),
            "watch api-2 at 50 for 30s",
            ...placed("/api :8000 api-2 100"),
            "prove public: api-2",
        ]);
        expect(told).to.deep.equal([
            "10 % of the requests go to api-2, which is watched for 60s",
            "50 % of the requests go to api-2, which is watched for 30s",
            "all requests go to api-2",
        ]);
    });

    it("moves the others with a canary's last step, which may be watched as well", async () => {
        const steps = [
            { weight: 10, seconds: 60 },
            { weight: 100, seconds: 20 },
        ];
        const [before, after] = ["1", "2"].map((suffix) => [way("web", suffix), way("api", suffix), way("docs", "1")]);
        await run({ before: before ?? [], after: after ?? [], plan: { ...canary, steps } });
        const unreleased = "/docs :8000 docs-1 100, unreleased web-2 + api-2";
        expect(journal).to.deep.equal([
            ...placed(`/ :3000 web-1 100 + web-2 0, /api :8000 api-1 100 + api-2 0, ${unreleased}`),
            "prove candidates: web-2, api-2",
            ...placed(`/ :3000 web-1 100 + web-2 0, /api :8000 api-1 90 + api-2 10, ${unreleased}`),
            "watch web-2, api-2 at 10 for 60s",
            ...placed(`/ :3000 web-1 0 + web-2 100, /api :8000 api-1 0 + api-2 100, ${unreleased}`),
            "watch web-2, api-2 at 100 for 20s",
            ...placed("/ :3000 web-2 100, /api :8000 api-2 100, /docs :8000 docs-1 100"),
            "prove public: web-2, api-2",
        ]);
        expect(told).to.deep.equal([
            "10 % of the requests go to api-2, which is watched for 60s",
            "100 % of the requests go to web-2, api-2, which is watched for 20s",
            "all requests go to web-2, api-2",
        ]);
    });

    it("takes no step for what is no canary, but watches what all get", async () => {
        const steps = [...(canary.steps ?? []).slice(0, 2), { weight: 100, seconds: 20 }];
        await run({ plan: { steps } });
        expect(journal.filter((line) => line.startsWith("watch"))).to.deep.equal(["watch api-2 at 100 for 20s"]);
    });

    for (const [title, before] of [
        ["on the first day", []],
        ["when no service changes hands", [way("api", "2"), way("gone", "1")]],
    ] as const) {
        it(`places the routes and no more ${title}`, async () => {
            await run({ before });
            expect(journal).to.deep.equal(placed("/api :8000 api-2 100"));
            expect(told).to.deep.equal([]);
        });
    }

    it("begins with what the old version has, whatever a deployer that was killed has left", async () => {
        for (const proxy of proxies) proxy.routes = "/api :8000 api-1 50 + api-2 50, unreleased api-2";
        expect(
            await failure({
                plan: canary,
                event: () => {
                    throw new Error("red");
                },
            }),
        ).to.equal("red");
        expect(journal).to.deep.equal([
            ...placed("/api :8000 api-1 100 + api-2 0, unreleased api-2"),
            "prove candidates: api-2",
            ...placed("/api :8000 api-1 100"),
        ]);
    });

    describe("puts the routes back", () => {
        const gates = [
            "prove candidates: api-2",
            "watch api-2 at 10 for 60s",
            "watch api-2 at 50 for 30s",
            "prove public: api-2",
        ];
        for (const gate of gates) {
            const event: Event = (what) => {
                if (what === gate) throw new Error("error rate 4.2% > 1%");
            };

            it(`when this is red: ${gate}`, async () => {
                expect(await failure({ plan: canary, event })).to.equal("error rate 4.2% > 1%");
                expect(journal.slice(journal.indexOf(gate))).to.deep.equal([gate, ...placed("/api :8000 api-1 100")]);
                expect(told).not.to.include("all requests go to api-2");
            });

            it(`of every service when this is red for one: ${gate}`, async () => {
                const before = [way("api", "1"), way("web", "1")];
                const after = [way("api", "2"), way("docs", "2")];
                await failure({ before, after, plan: canary, event });
                expect(journal.slice(-2)).to.deep.equal(placed("/api :8000 api-1 100, / :3000 web-1 100"));
            });

            it(`when it is interrupted while this is under way: ${gate}`, async () => {
                const interruption: Event = (what) => {
                    if (what !== gate) return;
                    interrupt.abort();
                    interrupt.signal.throwIfAborted();
                };
                await failure({ plan: canary, event: interruption });
                expect(journal.slice(journal.indexOf(gate))).to.deep.equal([gate, ...placed("/api :8000 api-1 100")]);
            });
        }

        it("when it is interrupted while a proxy does not follow", async () => {
            proxies = twoProxies({}, { followings: 1 });
            const interruption = pause(200).then(() => interrupt.abort());
            expect(await failure({ plan: { timeout: 1 } })).to.equal("interrupted");
            await interruption;
            expect(journal.slice(-2)).to.deep.equal(placed("/api :8000 api-1 100"));
            expect(told).to.deep.equal([
                "not put back: gateway: it does not follow its new routes within 1s; the next update does it",
            ]);
        });

        for (const placings of [0, 1, 2, 3]) {
            it(`on the others when one cannot be reached after ${placings} times`, async () => {
                proxies = twoProxies({}, { placings });
                expect(await failure({ plan: canary })).to.equal("gateway: no answer within 10s");
                expect(journal.at(-1)).to.equal("edge: /api :8000 api-1 100");
                expect(told.at(-1)).to.equal("not put back: gateway: no answer within 10s; the next update does it");
                expect(proxies.map(({ routes }) => routes)[0]).to.equal("/api :8000 api-1 100");
            });
        }

        it("after what was still under way to a proxy when another could not be reached", async () => {
            proxies = twoProxies({ delays: [0, 200] }, { placings: 1 });
            expect(await failure({})).to.equal("gateway: no answer within 10s");
            await pause(300);
            expect(proxies[0]?.routes).to.equal("/api :8000 api-1 100");
            expect(journal.filter((line) => line.startsWith("edge"))).to.deep.equal([
                "edge: /api :8000 api-1 100 + api-2 0, unreleased api-2",
                "edge: /api :8000 api-2 100",
                "edge: /api :8000 api-1 100",
            ]);
        });

        it("when a proxy has not followed in time", async () => {
            proxies = twoProxies({ followings: 1 });
            expect(await failure({ plan: { timeout: 0.2 } })).to.equal(
                "edge: it does not follow its new routes within 0.2s",
            );
            expect(journal.slice(-2)).to.deep.equal(placed("/api :8000 api-1 100"));
        });
    });

    it("puts a changed route back, too, whose service moves no requests", async () => {
        proxies = twoProxies({}, { placings: 0 });
        expect(await failure({ before: [way("api", "1", { path: "/v1" })], after: [way("api", "1")] })).to.equal(
            "gateway: no answer within 10s",
        );
        expect(proxies[0]?.routes).to.equal("/v1 :8000 api-1 100");
    });

    it("puts nothing back on the first day", async () => {
        proxies = twoProxies({}, { placings: 0 });
        expect(await failure({ before: [] })).to.equal("gateway: no answer within 10s");
        expect(journal).to.deep.equal(["edge: /api :8000 api-2 100"]);
        expect(told).to.deep.equal([]);
    });
});
