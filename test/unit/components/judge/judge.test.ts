import { expect } from "chai";
import { afterStep } from "../../../../components/judge/after-step";
import { type Counters, nothing } from "../../../../components/judge/counters";
import { judge } from "../../../../components/judge/judge";
import { defaultLimits, type Limits } from "../../../../components/judge/limits";

/** Requests, of which so many failed, and so many took longer than half a second, but at most one. */
function seen(requests: number, errors: number, slow = 0): Counters {
    const quick = requests - slow;
    return {
        requests,
        errors,
        latency: new Map([
            [0.1, quick],
            [0.5, quick],
            [1, requests],
            [Number.POSITIVE_INFINITY, requests],
        ]),
    };
}

/** Good requests that all took just so many seconds. */
function quick(requests: number, seconds: number): Counters {
    const latency = new Map(
        [0.01, 0.015, 0.02, 0.05, 0.1, Number.POSITIVE_INFINITY].map((bound) => [
            bound,
            bound >= seconds ? requests : 0,
        ]),
    );
    return { requests, errors: 0, latency };
}

const limits: Limits = { errorRate: 0.01, requests: 50 };
const good = seen(20_000, 20);

interface Case {
    readonly title: string;
    readonly candidate: Counters;
    readonly baseline?: Counters;
    readonly limits?: Limits;
    readonly verdict: "promote" | "hold" | "abort";
    readonly reason: string;
}

const during: readonly Case[] = [
    {
        title: "nothing seen yet",
        candidate: nothing,
        baseline: nothing,
        verdict: "hold",
        reason: "only 0 of 50 requests at weight 10",
    },
    {
        title: "one error in ten may be chance",
        candidate: seen(10, 1),
        verdict: "hold",
        reason: "only 10 of 50 requests at weight 10",
    },
    {
        title: "four errors may be one request that was tried four times",
        candidate: seen(4, 4),
        verdict: "hold",
        reason: "only 4 of 50 requests at weight 10",
    },
    {
        title: "nothing but errors",
        candidate: seen(5, 5),
        verdict: "abort",
        reason: "error rate 100% > 1% at weight 10 (5 of 5 requests; the version before 0.1%)",
    },
    {
        title: "far too many errors",
        candidate: seen(500, 21),
        verdict: "abort",
        reason: "error rate 4.2% > 1% at weight 10 (21 of 500 requests; the version before 0.1%)",
    },
    {
        title: "too many errors for the end of a step, but not for one of many looks",
        candidate: seen(240, 9),
        baseline: nothing,
        verdict: "hold",
        reason: "not sure yet: error rate 3.8% > 1% at weight 10 (9 of 240 requests)",
    },
    {
        title: "a good one has to wait for the end",
        candidate: seen(2_400, 2),
        verdict: "hold",
        reason: "error rate 0.083% at weight 10 (2 of 2400 requests; the version before 0.1%)",
    },
    {
        title: "slow at first",
        candidate: seen(60, 0, 20),
        limits: { ...limits, p95: 0.5 },
        verdict: "hold",
        reason: "not sure yet: p95 925 ms > 500 ms at weight 10 (60 requests; the version before 95 ms)",
    },
    {
        title: "slow most of the time",
        candidate: seen(60, 0, 55),
        limits: { ...limits, p95: 0.5 },
        verdict: "abort",
        reason: "p95 973 ms > 500 ms at weight 10 (60 requests; the version before 95 ms)",
    },
    {
        title: "slow, but too few to tell",
        candidate: seen(40, 0, 40),
        limits: { ...limits, p95: 0.5 },
        verdict: "hold",
        reason: "only 40 of 50 requests at weight 10",
    },
];

const atTheEnd: readonly Case[] = [
    {
        title: "a good one",
        candidate: seen(2_400, 2),
        verdict: "promote",
        reason: "error rate 0.083% at weight 10 (2 of 2400 requests; the version before 0.1%)",
    },
    {
        title: "a good one by every limit",
        candidate: seen(2_400, 2, 12),
        limits: { ...limits, p95: 0.5, p99: 1 },
        verdict: "promote",
        reason:
            "error rate 0.083% at weight 10 (2 of 2400 requests; the version before 0.1%); " +
            "p95 95.5 ms at weight 10 (2400 requests; the version before 95 ms); " +
            "p99 99.5 ms at weight 10 (2400 requests; the version before 99 ms)",
    },
    {
        title: "no errors in ten requests prove nothing",
        candidate: seen(10, 0),
        verdict: "hold",
        reason: "only 10 of 50 requests at weight 10",
    },
    {
        title: "over the limit by what may be chance",
        candidate: seen(214, 3),
        verdict: "hold",
        reason: "not sure yet: error rate 1.4% > 1% at weight 10 (3 of 214 requests; the version before 0.1%)",
        baseline: seen(1_000, 1),
    },
    {
        title: "over the limit beyond chance, with few errors",
        candidate: seen(60, 4),
        baseline: nothing,
        verdict: "abort",
        reason: "error rate 6.7% > 1% at weight 10 (4 of 60 requests)",
    },
    {
        title: "just at the limit",
        candidate: seen(1_000, 10),
        baseline: seen(9_000, 90),
        verdict: "promote",
        reason: "error rate 1% at weight 10 (10 of 1000 requests; the version before 1%)",
    },
    {
        title: "a hair over the limit reads so",
        candidate: seen(99_700, 998),
        baseline: nothing,
        verdict: "hold",
        reason: "not sure yet: error rate 1.001% > 1% at weight 10 (998 of 99700 requests)",
    },
    {
        title: "within the limit, but worse than before",
        candidate: seen(2_400, 20),
        verdict: "abort",
        reason: "error rate 0.83% well above the 0.1% of the version before at weight 10 (20 of 2400 requests)",
    },
    {
        title: "worse than before without a limit",
        candidate: seen(2_400, 240),
        limits: { requests: 50 },
        verdict: "abort",
        reason: "error rate 10% well above the 0.1% of the version before at weight 10 (240 of 2400 requests)",
    },
    {
        title: "significantly more errors, but less than half a point",
        candidate: seen(24_000, 100),
        verdict: "promote",
        reason: "error rate 0.42% at weight 10 (100 of 24000 requests; the version before 0.1%)",
    },
    {
        title: "a point more, but less than twice as many",
        candidate: seen(10_000, 600),
        baseline: seen(90_000, 4_500),
        limits: { requests: 50 },
        verdict: "promote",
        reason: "error rate 6% at weight 10 (600 of 10000 requests; the version before 5%)",
    },
    {
        title: "as bad as before without a limit",
        candidate: seen(2_400, 240),
        baseline: seen(20_000, 2_000),
        limits: { requests: 50 },
        verdict: "promote",
        reason: "error rate 10% at weight 10 (240 of 2400 requests; the version before 10%)",
    },
    {
        title: "alone without a limit",
        candidate: seen(2_400, 240),
        baseline: nothing,
        limits: { requests: 50 },
        verdict: "promote",
        reason: "error rate 10% at weight 10 (240 of 2400 requests)",
    },
    {
        title: "over the limit that nobody wrote",
        candidate: seen(2_400, 48),
        limits: defaultLimits,
        verdict: "abort",
        reason: "error rate 2% > 1% at weight 10 (48 of 2400 requests; the version before 0.1%)",
    },
    {
        title: "over the limit that nobody wrote, with nothing to compare",
        candidate: seen(2_400, 48),
        baseline: nothing,
        limits: defaultLimits,
        verdict: "abort",
        reason: "error rate 2% > 1% at weight 10 (48 of 2400 requests)",
    },
    {
        title: "over the limit that nobody wrote, which the version before just keeps",
        candidate: seen(2_400, 45),
        baseline: seen(9_000, 90),
        limits: defaultLimits,
        verdict: "abort",
        reason: "error rate 1.9% > 1% at weight 10 (45 of 2400 requests; the version before 1%)",
    },
    {
        title: "over the limit that nobody wrote, but better than before",
        candidate: seen(2_400, 48),
        baseline: seen(20_000, 600),
        limits: defaultLimits,
        verdict: "promote",
        reason: "error rate 2% at weight 10 (48 of 2400 requests; the version before 3%)",
    },
    {
        title: "over the limit that somebody wrote, though better than before",
        candidate: seen(2_400, 48),
        baseline: seen(20_000, 600),
        verdict: "abort",
        reason: "error rate 2% > 1% at weight 10 (48 of 2400 requests; the version before 3%)",
    },
    {
        title: "worse than before, which is over the limit that nobody wrote",
        candidate: seen(2_400, 240),
        baseline: seen(20_000, 600),
        limits: defaultLimits,
        verdict: "abort",
        reason: "error rate 10% well above the 3% of the version before at weight 10 (240 of 2400 requests)",
    },
    {
        title: "too slow by both limits",
        candidate: seen(1_000, 1, 200),
        limits: { ...limits, p95: 0.5, p99: 0.75 },
        verdict: "abort",
        reason:
            "p95 875 ms > 500 ms at weight 10 (1000 requests; the version before 95 ms); " +
            "p99 975 ms > 750 ms at weight 10 (1000 requests; the version before 99 ms)",
    },
    {
        title: "a little too slow, which may be chance",
        candidate: seen(200, 0, 12),
        limits: { ...limits, p95: 0.5 },
        verdict: "hold",
        reason: "not sure yet: p95 583 ms > 500 ms at weight 10 (200 requests; the version before 95 ms)",
    },
    {
        title: "slower than before without a limit",
        candidate: seen(1_000, 1, 200),
        verdict: "abort",
        reason: "p95 875 ms well above the 95 ms of the version before at weight 10 (1000 requests)",
    },
    {
        title: "twice as slow, but both are quick",
        candidate: quick(1_000, 0.02),
        baseline: quick(9_000, 0.01),
        verdict: "promote",
        reason: "error rate 0% at weight 10 (0 of 1000 requests; the version before 0%)",
    },
    {
        title: "slower than before, of which too little is known",
        candidate: seen(1_000, 1, 200),
        baseline: seen(40, 0),
        verdict: "promote",
        reason: "error rate 0.1% at weight 10 (1 of 1000 requests; the version before 0%)",
    },
    {
        title: "failing and slow",
        candidate: seen(1_000, 100, 600),
        limits: { ...limits, p95: 0.5 },
        verdict: "abort",
        reason:
            "error rate 10% > 1% at weight 10 (100 of 1000 requests; the version before 0.1%); " +
            "p95 958 ms > 500 ms at weight 10 (1000 requests; the version before 95 ms)",
    },
    {
        title: "WebSockets only, with a limit to their latency",
        candidate: { requests: 100, errors: 0, latency: new Map() },
        limits: { ...limits, p95: 0.5 },
        verdict: "hold",
        reason: "not sure yet: only 0 of 50 requests for p95 at weight 10",
    },
];

describe("the judge of a release", () => {
    for (const [when, final, cases] of [
        ["during a step", false, during],
        ["at its end", true, atTheEnd],
    ] as const) {
        describe(when, () => {
            for (const { title, candidate, baseline = good, limits: own = limits, ...expected } of cases) {
                it(title, () => {
                    const { verdict, reason } = judge({ candidate, baseline, limits: own, weight: 10, final });
                    expect({ verdict, reason }).to.deep.equal(expected);
                });
            }
        });
    }

    it("gives the figures that it went by", () => {
        const { evidence } = judge({ candidate: seen(100, 1), baseline: nothing, limits, weight: 10, final: false });
        expect(evidence).to.deep.equal({
            candidate: { requests: 100, errors: 1, p95: 0.095, p99: 0.099 },
            baseline: { requests: 0, errors: 0, p95: undefined, p99: undefined },
        });
    });
});

describe("what follows a step", () => {
    const hold = { verdict: "hold", reason: "only 12 of 50 requests at weight 10" } as const;
    const twice = `inconclusive after twice the step's time: ${hold.reason}`;
    for (const waited of [false, true]) {
        for (const verdict of ["promote", "abort"] as const) {
            it(`${verdict}, waited: ${waited}`, () => {
                expect(afterStep({ verdict, reason: "so" }, waited, "abort")).to.deep.equal({
                    next: verdict,
                    reason: "so",
                });
            });
        }
    }
    for (const inconclusive of ["abort", "promote"] as const) {
        it(`waits once, then does what is configured: ${inconclusive}`, () => {
            expect(afterStep(hold, false, inconclusive)).to.deep.equal({ next: "wait", reason: hold.reason });
            expect(afterStep(hold, true, inconclusive)).to.deep.equal({ next: inconclusive, reason: twice });
        });
    }
});
