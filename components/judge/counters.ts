/** What a proxy has counted of one service, since it started or in a window of time. */
export interface Counters {
    /** Requests that came to an end, but for those whose client went away first. */
    readonly requests: number;
    /** Those of them that ended with a status of 500 or more. */
    readonly errors: number;
    /**
     * How many took at most so many seconds, by upper bound in ascending order; the last, infinite, is all. Requests whose
     * client went away are among them, WebSockets and event streams are not.
     */
    readonly latency: ReadonlyMap<number, number>;
}

/** Nothing counted, as of a service that had no request yet. */
export const nothing: Counters = { requests: 0, errors: 0, latency: new Map() };

/**
 * What one proxy counted from one reading to the next. When any counter is lower than before, the proxy has started anew
 * in between, and all that it has is the increase. A restart is seen only between readings that follow each other: for a
 * window of several, take the increases one by one and sum them.
 */
export function increase(before: Counters, after: Counters): Counters {
    const restarted =
        after.requests < before.requests ||
        after.errors < before.errors ||
        [...before.latency].some(([bound, count]) => (after.latency.get(bound) ?? 0) < count);
    if (restarted) return after;
    return {
        requests: after.requests - before.requests,
        errors: after.errors - before.errors,
        latency: new Map([...after.latency].map(([bound, count]) => [bound, count - (before.latency.get(bound) ?? 0)])),
    };
}

/**
 * Several proxies together, several ports of a service, or several stretches of a window. Bounds of latency that not all
 * of them have are left out: proxies of two releases may have different ones.
 */
export function sum(parts: readonly Counters[]): Counters {
    const histograms = parts.map(({ latency }) => latency).filter(({ size }) => size > 0);
    const bounds = [...(histograms[0]?.keys() ?? [])].filter((bound) => histograms.every((one) => one.has(bound)));
    return {
        requests: total(parts.map(({ requests }) => requests)),
        errors: total(parts.map(({ errors }) => errors)),
        latency: new Map(bounds.map((bound) => [bound, total(histograms.map((one) => one.get(bound) ?? 0))])),
    };
}

function total(numbers: readonly number[]): number {
    return numbers.reduce((before, each) => before + each, 0);
}
