/** What a candidate may not exceed. Beside these it is always compared with the version before, when that has requests. */
export interface Limits {
    /** Share of requests that may fail, from 0 to 1. */
    readonly errorRate?: number;
    /** Nobody wrote the error rate: it does not count while the version before is over it too. */
    readonly errorRateIsDefault?: boolean;
    /** Seconds within which 95 of 100 requests end; below the last of `latencyBuckets`. */
    readonly p95?: number;
    /** Seconds within which 99 of 100 requests end; below the last of `latencyBuckets`. */
    readonly p99?: number;
    /** How many requests the candidate must have had before it is promoted, or its latency judged. */
    readonly requests: number;
}

/** What counts where nobody wrote anything else. */
export const defaultLimits: Limits = { errorRate: 0.01, errorRateIsDefault: true, requests: 50 };
