/** Wider lines would be broken by most terminals. */
const width = 110;

/** Rows of cells as lines, each column as wide as its widest cell; the last is left as it is. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => lengthOf(row[column] ?? ""))));
    return rows.map((row) =>
        row
            .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - lengthOf(cell)))
            .join("  ")
            .trimEnd(),
    );
}

/** A text behind its label, broken between words so that all its lines begin below each other. */
export function paragraph(label: string, text: string): readonly string[] {
    const room = width - lengthOf(label);
    const lines: string[] = [];
    for (const word of text.split(" ")) {
        const last = lines.at(-1);
        if (last !== undefined && lengthOf(last) + 1 + lengthOf(word) <= room)
            lines[lines.length - 1] = `${last} ${word}`;
        else lines.push(word);
    }
    return lines.map((line, index) => `${index === 0 ? label : " ".repeat(lengthOf(label))}${line}`.trimEnd());
}

/** In characters as somebody sees them. */
function lengthOf(text: string): number {
    return [...segments.segment(text)].length;
}

const segments = new Intl.Segmenter("en", { granularity: "grapheme" });
