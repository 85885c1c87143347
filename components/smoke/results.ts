/** How the smoke flows went. */
export interface SmokeResult {
    readonly green: boolean;
    readonly flows: readonly FlowResult[];
}

/** How one flow went. */
export interface FlowResult {
    readonly name: string;
    readonly green: boolean;
    /** Steps and cleanup that were run, in this order. */
    readonly steps: readonly StepResult[];
}

/** How one step went; nothing in it is secret. */
export interface StepResult {
    readonly name: string;
    /** Method and path as written. */
    readonly request: string;
    readonly green: boolean;
    /** Status of the last answer; none when there was no answer. */
    readonly status?: number;
    readonly milliseconds: number;
    /** What was expected and what was found. */
    readonly faults: readonly string[];
}

/** What a run needs besides the flows. */
export interface RunOptions {
    /** Takes each line as it is known. */
    readonly report: (line: string) => void;
    /** A text that no other run has: the value of `${unique}`. */
    readonly unique: string;
    /** Ends the step under way; what has to be cleaned up still is. */
    readonly signal: AbortSignal;
}
