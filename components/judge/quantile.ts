/**
 * The time in seconds within which a share of the requests ended, as Prometheus' `histogram_quantile` finds it: by a
 * straight line within the bucket, and the highest finite bound when it lies above that. Undefined without requests.
 *
 * @param share such as 0.95
 * @param latency how many took at most so many seconds, ascending; the last bound is infinite
 */
export function quantile(share: number, latency: ReadonlyMap<number, number>): number | undefined {
    const rank = share * countOf(latency);
    if (rank === 0) return undefined;
    let [lower, below] = [0, 0];
    for (const [bound, count] of latency) {
        if (count >= rank) {
            return bound === Number.POSITIVE_INFINITY
                ? lower
                : lower + ((bound - lower) * (rank - below)) / (count - below);
        }
        [lower, below] = [bound, count];
    }
    return lower;
}

/** How many requests took longer than so many seconds, by the same straight line, rounded down. */
export function slowerThan(seconds: number, latency: ReadonlyMap<number, number>): number {
    let [lower, below] = [0, 0];
    for (const [bound, count] of latency) {
        if (bound >= seconds) {
            const within = bound === Number.POSITIVE_INFINITY ? 0 : (seconds - lower) / (bound - lower);
            // A sum of shares may lie a hair below the whole number that it means.
            return Math.floor(countOf(latency) - below - (count - below) * within + 1e-9);
        }
        [lower, below] = [bound, count];
    }
    return 0;
}

/** All requests of a histogram. */
export function countOf(latency: ReadonlyMap<number, number>): number {
    return latency.get(Number.POSITIVE_INFINITY) ?? 0;
}
