import type { Answer } from "./answer";
import { tooMany } from "./faults";

/** How many requests each caller has sent in its window. */
export type Counts = ReadonlyMap<string, Window>;

interface Window {
    /** Milliseconds since 1970. */
    readonly since: number;
    readonly requests: number;
}

/** What the limit says to one request. */
export interface Limited {
    readonly counts: Counts;
    /** `Ratelimit` and `Ratelimit-Policy`, which each answer carries. */
    readonly headers: Readonly<Record<string, string>>;
    /** The 429; undefined while there is room. */
    readonly refused: Answer | undefined;
}

/** Requests that a caller may send in `windowSeconds`. See "Rate limits" in Cloudflare's fundamentals. */
export const quota = 1200;
const windowSeconds = 300;

/**
 * Counts one request.
 *
 * @param caller whatever tells callers apart: their token
 */
export function countRequest(counts: Counts, caller: string, now: Date): Limited {
    const known = counts.get(caller);
    const running = known && now.getTime() - known.since < windowSeconds * 1000 ? known : undefined;
    const window = { since: running?.since ?? now.getTime(), requests: (running?.requests ?? 0) + 1 };
    const left = Math.max(0, quota - window.requests);
    const seconds = Math.ceil(windowSeconds - (now.getTime() - window.since) / 1000);
    return {
        counts: new Map([...counts, [caller, window]]),
        headers: {
            ratelimit: `"default";r=${left};t=${seconds}`,
            "ratelimit-policy": `"default";q=${quota};w=${windowSeconds}`,
        },
        refused: window.requests > quota ? tooMany(seconds) : undefined,
    };
}
