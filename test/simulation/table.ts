/** A table of Markdown; the first row is its head, and all columns but the first are right-aligned. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
    const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
    return [line(head), line(head.map((_, index) => (index === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

/** A frequency in percent, such as `2.5%`; none at all is `0`. */
export function frequency(share: number): string {
    if (share === 0) return "0";
    return share < 0.0005 ? "<0.1%" : `${Number((share * 100).toFixed(1))}%`;
}
