import { median } from "./statistics";

/** One figure, measured in several runs. */
export interface Measure {
    /** What was measured; no other measure of the same table has the same. */
    readonly what: string;
    /** Heading of the table that it stands in, where the case has several. */
    readonly table?: string;
    readonly unit: "s" | "MiB" | "requests";
    /** One value for each run, in the order of the runs. */
    readonly samples: readonly number[];
    /** The measure of the same table that this one is held against, by what it measures. */
    readonly against?: string;
    /** What else came of the runs, e.g. how many requests failed. */
    readonly remark?: string;
}

/** A bound on a figure. */
export interface Limit {
    readonly what: string;
    readonly value: number;
    /** The value may reach it. */
    readonly limit: number;
}

/** What came of one case. */
export interface CaseResult {
    readonly name: string;
    readonly title: string;
    readonly measures: readonly Measure[];
    readonly limits: readonly Limit[];
    /** What has to be known to read the figures, a sentence each. */
    readonly notes: readonly string[];
    /** What went wrong that must not, whatever the figures say. */
    readonly faults: readonly string[];
}

/** A case that could not be measured. */
export interface CaseFailure {
    readonly name: string;
    readonly title: string;
    readonly reason: string;
}

/** Whether a value is beyond its limit; one that is no number is. */
export function isOver({ value, limit }: Limit): boolean {
    return !(value <= limit);
}

/** A measure's median divided by that of the one it is held against; undefined when it is held against none. */
export function ratioOf(measure: Measure, all: readonly Measure[]): number | undefined {
    const base = all.find(({ what, table }) => what === measure.against && table === measure.table);
    return base === undefined ? undefined : median(measure.samples) / median(base.samples);
}

/**
 * Exit code of a run: 1 when a case could not be measured or went wrong, 2 when a value is over its limit and that
 * counts, else 0.
 */
export function exitCodeOf(results: readonly (CaseResult | CaseFailure)[], strict: boolean): number {
    if (results.some((result) => "reason" in result || result.faults.length > 0)) return 1;
    const over = results.some((result) => "limits" in result && result.limits.some(isOver));
    return strict && over ? 2 : 0;
}
