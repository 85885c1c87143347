/**
 * Upper bounds in seconds of the buckets in which the proxies count how long requests take; one for what is slower comes
 * by itself. Between two of them a quantile is a guess by straight line, so they lie close: each at most 1.5 times the
 * one before from 10 ms up (two thirds more at worst below), and what people write as limits is among them. A limit that
 * is one of them is judged exactly.
 */
export const latencyBuckets: readonly number[] = [
    0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.75, 1, 1.25, 1.5, 2,
    2.5, 3, 4, 5, 7.5, 10,
];
