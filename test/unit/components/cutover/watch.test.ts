import { expect } from "chai";
import type { Move } from "../../../../components/cutover/moves";
import type { CutOverPlan } from "../../../../components/cutover/plan";
import { watch } from "../../../../components/cutover/watch";
import { planOf } from "./example";
import { FakeProxy } from "./fake-proxy";

const api: Move = { service: "api", from: "api-1", to: "api-2", ports: [8000] };
const web: Move = { service: "web", from: "web-1", to: "web-2", ports: [3000] };

/** Requests, and those of them that failed, by generation and port. */
type Counted = Readonly<Record<string, readonly [requests: number, errors: number]>>;

/** What a proxy says of them. */
function metrics(counted: Counted): string {
    const lines = Object.entries(counted).flatMap(([generation, [requests, errors]]) => {
        const labels = `method="GET",protocol="http",service="${generation}@file"`;
        return [
            `traefik_service_requests_total{code="200",${labels}} ${requests - errors}`,
            `traefik_service_requests_total{code="500",${labels}} ${errors}`,
            ...["0.1", "+Inf"].map(
                (bound) =>
                    `traefik_service_request_duration_seconds_bucket{code="200",${labels},le="${bound}"} ${requests}`,
            ),
        ];
    });
    return ["# TYPE traefik_service_requests_total counter", ...lines, ""].join("\n");
}

describe("the watch over a step", () => {
    let edge: FakeProxy;
    let gateway: FakeProxy;
    let told: string[];
    /** What the edge counts from the first report on. */
    let later: Counted | undefined;
    let interrupt: AbortController;

    beforeEach(() => {
        edge = new FakeProxy("edge", []);
        gateway = new FakeProxy("gateway", []);
        for (const proxy of [edge, gateway]) proxy.counters = [metrics({})];
        told = [];
        later = undefined;
        interrupt = new AbortController();
    });

    /** A step of weight 10 for a tenth of a second, in which the proxies are asked twice, and a canary `api`. */
    async function run({
        moves = [api],
        weight = 10,
        seconds = 0.1,
        ...changes
    }: Partial<CutOverPlan> & Settings = {}) {
        const plan = planOf({ canaries: ["api"], ...changes });
        const report = (line: string) => {
            told.push(line);
            if (later !== undefined) edge.counters = counts(later);
        };
        await watch({ plan, proxies: [edge, gateway], moves, report, signal: interrupt.signal }, { weight, seconds });
    }

    interface Settings {
        readonly moves?: readonly Move[];
        readonly weight?: number;
        readonly seconds?: number;
    }

    async function failure(ended: Promise<void>): Promise<string> {
        const error: unknown = await ended.then(
            () => undefined,
            (reason: unknown) => reason,
        );
        expect(error).to.be.instanceOf(Error);
        return (error as Error).message;
    }

    const counts = (...counted: readonly Counted[]) => counted.map(metrics);

    it("promotes a good candidate, by what all proxies counted together since it began", async () => {
        edge.counters = counts(
            { "api-1-8000": [900, 9], "api-2-8000": [500, 500] },
            { "api-1-8000": [1200, 9], "api-2-8000": [530, 500] },
        );
        gateway.counters = counts({}, { "api-1-8000": [200, 1], "api-2-8000": [30, 0] });
        await run();
        expect(told).to.deep.equal(["api: error rate 0% at weight 10 (0 of 60 requests; the version before 0.2%)"]);
    });

    it("counts each of the service's ports, and no other service", async () => {
        edge.counters = counts(
            {},
            { "api-2-8000": [30, 0], "api-2-9000": [40, 0], "api-2-9001": [5, 5], "web-2-8000": [5, 5] },
        );
        await run({ moves: [{ ...api, ports: [8000, 9000] }] });
        expect(told).to.deep.equal(["api: error rate 0% at weight 10 (0 of 70 requests)"]);
    });

    it("gives a step as long again when there were too few requests, and judges the whole of it", async () => {
        edge.counters = counts({}, { "api-2-8000": [20, 0] });
        later = { "api-2-8000": [60, 0] };
        await run();
        expect(told).to.deep.equal([
            "api: only 20 of 50 requests at weight 10: it is watched for 0.1s more",
            "api: error rate 0% at weight 10 (0 of 60 requests)",
        ]);
    });

    it("does what the configuration says of a step that stays inconclusive", async () => {
        edge.counters = counts({}, { "api-2-8000": [20, 0] });
        const reason = "api: inconclusive after twice the step's time: only 20 of 50 requests at weight 10";
        expect(await failure(run())).to.equal(reason);
        expect(told).to.deep.equal(["api: only 20 of 50 requests at weight 10: it is watched for 0.1s more"]);
        told = [];
        edge.counters = counts({}, { "api-2-8000": [20, 0] });
        await run({ inconclusive: "promote" });
        expect(told).to.deep.equal(["api: only 20 of 50 requests at weight 10: it is watched for 0.1s more", reason]);
    });

    it("ends long before the step does when the candidate is bad", async () => {
        edge.counters = counts({}, { "api-1-8000": [900, 0], "api-2-8000": [100, 60] });
        expect(await failure(run({ seconds: 3600 }))).to.equal(
            "api: error rate 60% well above the 0% of the version before at weight 10 (60 of 100 requests)",
        );
        expect(told).to.deep.equal([]);
    });

    it("holds it against the configured limits", async () => {
        const counted = counts({}, { "api-1-8000": [9000, 900], "api-2-8000": [1000, 100] });
        edge.counters = counted;
        await run();
        edge.counters = counted;
        expect(await failure(run({ limits: { errorRate: 0.01, requests: 50 } }))).to.equal(
            "api: error rate 10% > 1% at weight 10 (100 of 1000 requests; the version before 10%)",
        );
    });

    it("goes on counting when a proxy starts anew in between", async () => {
        edge.counters = counts({ "api-2-8000": [1000, 0] }, { "api-2-8000": [1040, 0] });
        later = { "api-2-8000": [30, 0] };
        await run();
        expect(told).to.deep.equal([
            "api: only 40 of 50 requests at weight 10: it is watched for 0.1s more",
            "api: error rate 0% at weight 10 (0 of 70 requests)",
        ]);
    });

    it("ends when a proxy cannot be asked, or says what nobody understands", async () => {
        gateway.counters = [metrics({}), new Error("gateway: it does not run")];
        expect(await failure(run({ seconds: 3600 }))).to.equal("gateway: it does not run");
        gateway.counters = ["<html>"];
        expect(await failure(run())).to.match(/metrics/);
    });

    it("judges who takes over at once when all requests are theirs, and not before", async () => {
        const counted = counts({}, { "web-2-3000": [100, 100], "api-2-8000": [100, 0] });
        edge.counters = counted;
        await run({ moves: [web, api] });
        expect(told).to.deep.equal(["api: error rate 0% at weight 10 (0 of 100 requests)"]);
        edge.counters = counted;
        expect(
            await failure(run({ moves: [web, api], weight: 100, limits: { errorRate: 0.01, requests: 50 } })),
        ).to.equal("web: error rate 100% > 1% at weight 100 (100 of 100 requests)");
    });

    it("waits for each of several candidates", async () => {
        const few: Counted = { "web-2-3000": [100, 0], "api-2-8000": [20, 0] };
        edge.counters = counts({}, few);
        later = { ...few, "api-2-8000": [70, 0] };
        await run({ moves: [web, api], weight: 100 });
        expect(told).to.deep.equal([
            "web: error rate 0% at weight 100 (0 of 100 requests)",
            "api: only 20 of 50 requests at weight 100: it is watched for 0.1s more",
            "web: error rate 0% at weight 100 (0 of 100 requests)",
            "api: error rate 0% at weight 100 (0 of 70 requests)",
        ]);
    });

    it("ends early when it is interrupted", async () => {
        const ended = failure(run({ seconds: 3600 }));
        setTimeout(() => interrupt.abort(), 50);
        expect(await ended).to.match(/aborted/);
    });
});
