/** What a candidate may not exceed. Beside these it is always compared with the version before, when that has requests. */
export interface Limits {
    /** Share of requests that may fail, from 0 to 1. */
    readonly errorRate?: number;
    /** Seconds within which 95 of 100 requests end; below the last of `latencyBuckets`. */
    readonly p95?: number;
    /** Seconds within which 99 of 100 requests end; below the last of `latencyBuckets`. */
    readonly p99?: number;
    /** How many requests the candidate must have had before it is promoted, or its latency judged. */
    readonly requests: number;
}

/** Without limits of its own, a candidate is held against the version before alone. */
export const defaultLimits: Limits = { requests: 50 };
