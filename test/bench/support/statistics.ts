/** The middle of some numbers; the mean of the two middle ones when their count is even. NaN of none. */
export function median(numbers: readonly number[]): number {
    const sorted = [...numbers].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    const upper = sorted[middle] ?? Number.NaN;
    return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Differences of two series, run by run; as many as the shorter one has. */
export function differences(minuends: readonly number[], subtrahends: readonly number[]): readonly number[] {
    return minuends.slice(0, subtrahends.length).map((value, run) => value - (subtrahends[run] ?? Number.NaN));
}
