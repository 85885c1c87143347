import { afterStep } from "../../components/judge/after-step";
import { judge } from "../../components/judge/judge";
import type { Limits } from "../../components/judge/limits";
import { type Behaviour, Stream } from "./stream";

/** One step of a release, as it might be configured, and the truth that the judge does not know. */
export interface Scenario {
    /** Of all versions together. */
    readonly requestsPerSecond: number;
    /** Percent of them that the candidate gets. */
    readonly weight: number;
    /** Seconds. */
    readonly time: number;
    readonly limits: Limits;
    readonly candidate: Behaviour;
    readonly baseline: Behaviour;
}

/** How a step ended. */
export interface Outcome {
    /** `inconclusive`: not even after twice its time, so the configuration decides. */
    readonly end: "aborted early" | "aborted at the end" | "promoted" | "inconclusive";
    /** Seconds from the step's begin. */
    readonly seconds: number;
    /** Requests that failed at the candidate. */
    readonly failed: number;
}

/** Seconds between two looks. */
const interval = 1;

/** Lets a step happen and judges it as a release does: every second, and at the end of its time or twice its time. */
export function simulateStep(scenario: Scenario, random: () => number): Outcome {
    const { requestsPerSecond, weight, time, limits } = scenario;
    const candidate = new Stream(scenario.candidate, random);
    const baseline = new Stream(scenario.baseline, random);
    for (let seconds = interval; ; seconds += interval) {
        // The proxies share requests out evenly, and here they come evenly too. The begin lies anywhere between two.
        const requests = Math.floor((seconds * requestsPerSecond * weight) / 100);
        const sample = {
            candidate: candidate.after(requests),
            baseline: baseline.after(Math.floor(seconds * requestsPerSecond) - requests),
            ...{ limits, weight, final: seconds % time === 0 },
        };
        const { verdict, reason } = judge(sample);
        const { errors: failed } = sample.candidate;
        if (!sample.final) {
            if (verdict === "abort") return { end: "aborted early", seconds, failed };
            continue;
        }
        const waited = seconds > time;
        const { next } = afterStep({ verdict, reason }, waited, "abort");
        if (verdict === "hold" && waited) return { end: "inconclusive", seconds, failed };
        if (next === "abort") return { end: "aborted at the end", seconds, failed };
        if (next === "promote") return { end: "promoted", seconds, failed };
    }
}
