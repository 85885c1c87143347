/** One line of Prometheus' text format: a series and its value. */
export interface Sample {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly value: number;
}

const label = /^([a-zA-Z_]\w*)="((?:[^"\\\n]|\\.)*)"(?:,|$)/;
const sample = /^([a-zA-Z_:][\w:]*)\s*(?:\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\})?\s+(\S+)(?:\s+-?\d+)?$/;
const escapes: Readonly<Record<string, string>> = { "\\\\": "\\", '\\"': '"', "\\n": "\n" };

/**
 * Reads the text format 0.0.4 in which a proxy answers to a scrape; comments are left out.
 *
 * @throws Error with the line when one is no sample, and when the text is empty or ends within a line: an answer that was
 *     cut off would else read as a restart
 */
export function readPrometheusText(text: string): readonly Sample[] {
    if (text.trim() === "") throw new Error("the proxy's metrics are empty");
    const lines = text.split("\n");
    if (lines.pop() !== "") throw new Error(`the proxy's metrics end within line ${lines.length + 1}`);
    return lines.flatMap((line, index) => {
        const content = line.trim();
        if (content === "" || content.startsWith("#")) return [];
        const read = readSample(content);
        if (read) return [read];
        throw new Error(
            `line ${index + 1} of the proxy's metrics is no sample: ${JSON.stringify(content.slice(0, 200))}`,
        );
    });
}

function readSample(line: string): Sample | undefined {
    const [, name, labelText = "", valueText] = sample.exec(line) ?? [];
    const labels = readLabels(labelText);
    const value = readValue(valueText);
    return name === undefined || labels === undefined || value === undefined ? undefined : { name, labels, value };
}

function readLabels(text: string): Readonly<Record<string, string>> | undefined {
    const labels: Record<string, string> = {};
    let rest = text.trim();
    while (rest !== "") {
        const [all, name, value] = label.exec(rest) ?? [];
        if (all === undefined || name === undefined || value === undefined) return undefined;
        labels[name] = value.replaceAll(/\\[\\"n]/g, (written) => escapes[written] ?? written);
        rest = rest.slice(all.length).trim();
    }
    return labels;
}

/** A number as Go prints it. */
function readValue(text: string | undefined): number | undefined {
    if (text === "+Inf") return Number.POSITIVE_INFINITY;
    if (text === "-Inf") return Number.NEGATIVE_INFINITY;
    if (text === "NaN") return Number.NaN;
    return text !== undefined && /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined;
}
