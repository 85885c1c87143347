/**
 * How many resources an update or a preview has changed, or would, by the summary at the end of what it printed; NaN when
 * there is none.
 */
export function changesOf(output: string): number {
    const [, summary] = /^Resources:\n((?: {4}\S.*\n)+)/m.exec(output) ?? [];
    if (summary === undefined) return Number.NaN;
    // A sign stands before each kind of change: `+ 3 created`, `+-4 replaced`; none before what is unchanged, or a total.
    return [...summary.matchAll(/^ {4}[^\s\d]+ ?(\d+) /gm)].reduce((sum, [, count]) => sum + Number(count), 0);
}
