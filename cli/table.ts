/**
 * Rows below their headings, in columns as wide as what stands in them; a line each. Nothing is a hyphen.
 *
 * @param paint colours a row's line, by the index of the row
 */
export function table(
    headings: readonly string[],
    rows: readonly (readonly string[])[],
    paint: { readonly heading: (line: string) => string; readonly row: (line: string, index: number) => string },
): readonly string[] {
    const widths = headings.map((heading, column) =>
        Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
    );
    const line = (cells: readonly string[]) =>
        cells
            .map((cell, column) => (cell || "-").padEnd(widths[column] ?? 0))
            .join("  ")
            .trimEnd();
    return [
        paint.heading(line(headings.map((heading) => heading.toUpperCase()))),
        ...rows.map((row, index) => paint.row(line(row), index)),
    ];
}
