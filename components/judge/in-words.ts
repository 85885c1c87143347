/** A share in percent with two digits that count, such as `4.2%`, or more where it would else read like the limit. */
export function percent(share: number, limit?: number): string {
    return unlike(share * 100, limit === undefined ? undefined : limit * 100, "%", 2);
}

/** Seconds as `812 ms` or `1.25 s` with three digits that count, or more where they would else read like the limit. */
export function duration(seconds: number, limit?: number): string {
    return seconds < 1
        ? unlike(seconds * 1000, limit === undefined ? undefined : limit * 1000, " ms", 3)
        : unlike(seconds, limit, " s", 3);
}

function unlike(value: number, limit: number | undefined, unit: string, digits: number): string {
    const rounded = Number(value.toPrecision(value >= 10 ** digits ? digits + 1 : digits));
    const readsLikeLimit = limit !== undefined && value !== limit && rounded === Number(limit.toPrecision(12));
    return readsLikeLimit && digits < 12 ? unlike(value, limit, unit, digits + 1) : `${rounded}${unit}`;
}
