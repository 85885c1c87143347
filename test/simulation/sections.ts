import { duration } from "../../components/judge/in-words";
import { latencyBuckets } from "../../components/judge/latency-buckets";
import { defaultLimits } from "../../components/judge/limits";
import { type Frequencies, simulate } from "./simulate";
import type { Scenario } from "./simulate-step";
import { frequency, table } from "./table";

/** How often each step is played, unless told otherwise. */
const runs = 10_000;

/** Beside the errors, one request in a hundred is slow. */
const slowShare = 0.01;

/** What a section's table does not vary: a first canary step, limit and traffic as the page describes them. */
const usual: Scenario = {
    requestsPerSecond: 20,
    weight: 10,
    time: 120,
    limits: defaultLimits,
    candidate: { errorRate: 0.001, slowShare },
    baseline: { errorRate: 0.001, slowShare },
};

const traffic = [2, 20, 200];
const weights = [10, 50];

/** Seed of every table: whoever runs it gets the same. */
const seed = 20;

/** The tables of docs/canary-analysis.md by the name of their section. */
export function sections(): Readonly<Record<string, string>> {
    return {
        errors: errorsTable(),
        limit: limitTable(),
        before: beforeTable(),
        requests: requestsTable(),
        latency: latencyTable(),
        buckets: `Their bounds: ${latencyBuckets.map((bound) => duration(bound)).join(", ")}.`,
    };
}

function errorsTable(): string {
    const rows = weights.flatMap((weight) =>
        traffic.flatMap((requestsPerSecond) =>
            [0.001, 0.01, 0.02, 0.05, 1].map((errorRate) => {
                const candidate = { errorRate, slowShare };
                const seen = simulate({ ...usual, weight, requestsPerSecond, candidate }, runs, seed);
                return [`${requestsPerSecond}/s`, `${weight}%`, frequency(errorRate), ...cells(seen), `${seen.failed}`];
            }),
        ),
    );
    return table(["all requests", "weight", "candidate's errors", ...heads, "failed"], rows);
}

/** A candidate that is exactly as bad as a limit that somebody wrote allows, and so was the version before. */
function limitTable(): string {
    const allowed = { errorRate: 0.01, slowShare };
    const rows = weights.flatMap((weight) =>
        traffic.map((requestsPerSecond) => {
            const limits = { errorRate: allowed.errorRate, requests: 50 };
            const scenario = { ...usual, limits, weight, requestsPerSecond, candidate: allowed, baseline: allowed };
            return [`${requestsPerSecond}/s`, `${weight}%`, ...cells(simulate(scenario, runs, seed))];
        }),
    );
    return table(["all requests", "weight", ...heads], rows);
}

function beforeTable(): string {
    const pairs: readonly (readonly [number, number])[] = [
        [0.001, 0.001],
        [0.005, 0.005],
        [0.01, 0.01],
        [0.03, 0.03],
        [0.03, 0.02],
        [0.001, 0.005],
        [0.001, 0.02],
        [0.01, 0.05],
        [0.03, 0.05],
        [0.03, 0.1],
    ];
    const rows = pairs.flatMap(([before, errorRate]) =>
        [20, 200].map((requestsPerSecond) => {
            const seen = simulate(
                {
                    ...usual,
                    requestsPerSecond,
                    candidate: { errorRate, slowShare },
                    baseline: { errorRate: before, slowShare },
                },
                runs,
                seed,
            );
            return [frequency(before), frequency(errorRate), `${requestsPerSecond}/s`, ...cells(seen)];
        }),
    );
    return table(["errors before", "candidate's errors", "all requests", ...heads], rows);
}

/** A step whose time brings just as many requests as are asked for. */
function requestsTable(): string {
    const rows = [20, 50, 100, 300].map((requests) => {
        const promoted = [0.001, 0.02, 0.05].map((errorRate) => {
            const scenario: Scenario = {
                ...usual,
                ...{ weight: 50, time: requests, requestsPerSecond: 2, limits: { ...defaultLimits, requests } },
                candidate: { errorRate, slowShare },
            };
            return frequency(simulate(scenario, runs, seed).promoted);
        });
        return [`${requests}`, ...promoted];
    });
    return table(["`requests`", "promoted at 0.1% errors", "at 2%", "at 5%"], rows);
}

function latencyTable(): string {
    const rows = [0.01, 0.05, 0.07, 0.1, 0.2, 0.6].flatMap((share) =>
        [20, 200].map((requestsPerSecond) => {
            const candidate = { errorRate: 0.001, slowShare: share };
            const limits = { ...defaultLimits, p95: 0.5 };
            const seen = simulate({ ...usual, requestsPerSecond, limits, candidate }, runs, seed);
            return [frequency(share), `${requestsPerSecond}/s`, ...cells(seen)];
        }),
    );
    return table(["slower than 500 ms", "all requests", ...heads], rows);
}

const heads = ["aborted early", "aborted at the end", "inconclusive", "promoted", "seconds to abort"];

function cells(seen: Frequencies): readonly string[] {
    const { abortedEarly, abortedAtEnd, inconclusive, promoted, secondsToAbort } = seen;
    return [
        ...[abortedEarly, abortedAtEnd, inconclusive, promoted].map(frequency),
        secondsToAbort === undefined ? "" : `${secondsToAbort}`,
    ];
}
