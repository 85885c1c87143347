import { z } from "zod";
import { defaultLimits } from "../../components/judge/limits";
import { parseDuration } from "./duration";
import { field } from "./field";
import { parsed } from "./parsed";
import { parsePercentage } from "./percentage";

/** `slipway:release.abortWhen`: what ends a canary release. */
export const abortWhenSchema = field(
    {
        meaning:
            "Limits of a `canary` release: over one of them the requests go back to the version before. Without limits for the latency the new version is only held against the one before it.",
        expected: "a map with errorRate, p95, p99 and requests",
        example: "abortWhen: { errorRate: 1%, p95: 500ms }",
    },
    z
        .strictObject({
            /** Share of the requests, above 0 and below 1. */
            errorRate: field(
                {
                    meaning:
                        "Share of requests that may fail with a fault of the server (status 500 and above). Without the key: 1%, which does not count while the version before is over 1% itself; then the new version is only held against that one.",
                    expected: "a percentage above 0% and below 100%",
                    example: "errorRate: 1%",
                    change: "Nothing restarts; the next release follows it.",
                },
                parsed(parsePercentage).exactOptional(),
            ),
            /** Seconds, above 0. */
            p95: field(latency("95"), parsed(parseDuration).exactOptional()),
            /** Seconds, above 0. */
            p99: field(latency("99"), parsed(parseDuration).exactOptional()),
            /** 1 or more. */
            requests: field(
                {
                    meaning:
                        "How many requests the new version must have answered in a step before it is judged at its end; with fewer the step is inconclusive.",
                    expected: "a whole number of 1 or more",
                    example: "requests: 50",
                    change: "Nothing restarts; the next release follows it.",
                },
                z.int().min(1).default(defaultLimits.requests),
            ),
        })
        .exactOptional(),
);

function latency(percent: string) {
    return {
        meaning: `Time within which ${percent} of 100 requests have to be answered.`,
        expected: "a duration such as 500ms or 2s",
        example: `p${percent}: 500ms`,
        change: "Nothing restarts; the next release follows it.",
    };
}
