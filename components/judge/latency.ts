import { exceeds } from "./exceeds";
import type { Finding } from "./finding";
import { duration } from "./in-words";
import { countOf, quantile, slowerThan } from "./quantile";
import type { StepSample } from "./step-sample";

/** A candidate whose p95 is up to so many times that of the version before counts as no slower. */
const factor = 1.5;

/** Nor does one that is less than so many seconds slower: what a quick answer can't be told apart by. */
const leastDifference = 0.05;

/**
 * Holds the candidate's latency against its limits and against the version before; nothing where there is neither.
 *
 * "p95 is over 500 ms" says no more and no less than that over 5 of 100 requests take longer than 500 ms; so it is
 * judged by how many did, with the same test as errors. Before the step's end only more than half of them too slow aborts:
 * the first requests of a new process are often slow, and a step is not to end because of its first seconds.
 */
export function judgeLatency(sample: StepSample): readonly Finding[] {
    const { limits } = sample;
    const found = [
        ...(limits.p95 === undefined ? [] : [judgeLimit(sample, "p95", limits.p95, 0.05)]),
        ...(limits.p99 === undefined ? [] : [judgeLimit(sample, "p99", limits.p99, 0.01)]),
    ];
    if (found.some(({ kind }) => kind === "broken")) return found;
    const slower = judgeAgainstBaseline(sample);
    return slower === undefined ? found : [...found, slower];
}

/** @param allowed share of the requests that may take longer than the limit */
function judgeLimit(sample: StepSample, name: string, limit: number, allowed: number): Finding {
    const { candidate, baseline, limits, weight, final } = sample;
    const all = countOf(candidate.latency);
    const found = quantile(1 - allowed, candidate.latency);
    if (found === undefined || all < limits.requests) {
        return {
            kind: "unclear",
            reason: `only ${all} of ${limits.requests} requests for ${name} at weight ${weight}`,
        };
    }
    const before = quantile(1 - allowed, baseline.latency);
    const at = `at weight ${weight} (${all} requests${before === undefined ? "" : `; the version before ${duration(before)}`})`;
    const bad = slowerThan(limit, candidate.latency);
    if (bad <= all * allowed) return { kind: "kept", reason: `${name} ${duration(found)} ${at}` };
    const broken = exceeds({ bad, all, allowed: final ? allowed : 0.5 }, final);
    const reason = `${name} ${duration(found, limit)} > ${duration(limit)} ${at}`;
    return { kind: broken ? "broken" : "unclear", reason };
}

/** Only at the step's end, when both have had time to get warm, and only with enough requests of both. */
function judgeAgainstBaseline({ candidate, baseline, limits, weight, final }: StepSample): Finding | undefined {
    const all = countOf(candidate.latency);
    const before = quantile(0.95, baseline.latency);
    if (!final || before === undefined || Math.min(all, countOf(baseline.latency)) < limits.requests) return undefined;
    // A bound of the histogram, so that no straight line within a bucket makes a difference.
    const atMost = [...candidate.latency.keys()].find(
        (bound) => bound >= Math.max(before * factor, before + leastDifference),
    );
    if (atMost === undefined || atMost === Number.POSITIVE_INFINITY) return undefined;
    if (!exceeds({ bad: slowerThan(atMost, candidate.latency), all, allowed: 0.05 }, final)) return undefined;
    const found = duration(quantile(0.95, candidate.latency) ?? 0);
    const reason = `p95 ${found} well above the ${duration(before)} of the version before at weight ${weight}`;
    return { kind: "broken", reason: `${reason} (${all} requests)` };
}
