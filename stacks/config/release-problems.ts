import { latencyBuckets } from "../../components/judge/latency-buckets";
import type { ConfigProblem } from "./config-error";
import { parseDuration } from "./duration";
import { entriesOf, itemsOf, type RawConfig } from "./raw-values";
import { problemAt, type Subject } from "./subject";

/** Steps of `slipway:release` that do not rise, and limits that contradict each other or cannot be measured. */
export function releaseProblems(subject: Subject, raw: RawConfig): readonly ConfigProblem[] {
    const { steps, abortWhen } = Object.fromEntries(entriesOf(raw.release));
    return [...stepProblems(subject, itemsOf(steps)), ...limitProblems(subject, abortWhen)];
}

function stepProblems(subject: Subject, steps: readonly unknown[]): readonly ConfigProblem[] {
    const weights = steps.map((step) => Object.fromEntries(entriesOf(step)).weight);
    return weights.flatMap((weight, index) => {
        const before = weights[index - 1];
        if (typeof weight !== "number" || typeof before !== "number" || weight > before) return [];
        return problemAt(subject, ["release", "steps", index, "weight"], {
            found: `${weight} after ${before}`,
            expected:
                before >= 100 ? "no step after 100, which is all requests" : "a higher weight than the one before",
            mend: before >= 100 ? "remove this step" : "write the steps in rising order",
        });
    });
}

function limitProblems(subject: Subject, limits: unknown): readonly ConfigProblem[] {
    const { p95, p99 } = Object.fromEntries(entriesOf(limits));
    const [lower, upper] = [secondsOf(p95), secondsOf(p99)];
    // Where 95 of 100 may take longer than 99 of 100, the first limit can never be the one that is broken.
    const crossed = lower !== undefined && upper !== undefined && lower > upper;
    return [
        ...longProblems(subject, "p95", p95),
        ...longProblems(subject, "p99", p99),
        ...(crossed
            ? [
                  problemAt(subject, ["release", "abortWhen", "p95"], {
                      found: `${String(p95)}, longer than p99: ${String(p99)}`,
                      expected: "at most the time of p99, because 99 of 100 requests hold the fastest 95",
                      mend: "lower p95, or raise p99",
                  }),
              ]
            : []),
    ];
}

const longest = Math.max(...latencyBuckets);

/** What takes longer than the last bucket is told apart no more. */
function longProblems(subject: Subject, key: "p95" | "p99", value: unknown): readonly ConfigProblem[] {
    if ((secondsOf(value) ?? 0) < longest) return [];
    return [
        problemAt(subject, ["release", "abortWhen", key], {
            found: String(value),
            expected: `less than ${longest}s: the proxies count all that take longer as one`,
            mend: `lower ${key}, or remove it`,
        }),
    ];
}

function secondsOf(value: unknown): number | undefined {
    return typeof value === "string" ? parseDuration(value) : undefined;
}
