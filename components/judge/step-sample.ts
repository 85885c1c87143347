import type { Counters } from "./counters";
import type { Limits } from "./limits";

/** What was counted since a step of a release began, and what it is held against. */
export interface StepSample {
    /** Of the version before, over the same time as the candidate; nothing when it gets no requests any more. */
    readonly baseline: Counters;
    readonly candidate: Counters;
    readonly limits: Limits;
    /** Percent of the requests that the candidate gets. */
    readonly weight: number;
    /** The time of the step is over: the verdict may be to promote. */
    readonly final: boolean;
}
