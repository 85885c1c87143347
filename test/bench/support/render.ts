import { type CaseFailure, type CaseResult, isOver, type Limit, type Measure, ratioOf } from "./result";
import { median } from "./statistics";

const headings = ["", "median", "min", "max", "ratio", ""] as const;

/** A case as lines for the terminal: its table, its limits, its notes. */
export function renderText(result: CaseResult | CaseFailure): readonly string[] {
    const title = `${result.name}: ${result.title}`;
    if ("reason" in result) return [title, `  not measured: ${result.reason}`];
    const rows = [headings, ...result.measures.map((measure) => cells(measure, result.measures))];
    const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    const pad = (cell: string, column: number) => {
        const numeric = column > 0 && column < headings.length - 1;
        return numeric ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
    };
    return [
        title,
        ...rows.map((row) => `  ${row.map(pad).join("  ")}`.trimEnd()),
        ...result.limits.map((limit) => `  ${markOf(limit).padEnd(4)}  ${limitText(limit)}`),
        ...result.faults.map((fault) => `  WRONG ${fault}`),
        ...result.notes.map((note) => `  note: ${note}`),
    ];
}

/** A case as a section of a Markdown page, without its heading. */
export function renderMarkdown(result: CaseResult, machine: string): string {
    const row = (values: readonly string[]) => `| ${values.join(" | ")} |`;
    const table = [
        row(["", "median", "min", "max", "ratio", ""]),
        "| --- | ---: | ---: | ---: | ---: | --- |",
        ...result.measures.map((measure) => row(cells(measure, result.measures))),
    ];
    const list = [
        ...result.limits.map((limit) => `${markOf(limit)}: ${limitText(limit)}`),
        ...result.faults.map((fault) => `WRONG: ${fault}`),
        ...result.notes,
    ].map((line) => `- ${line}`);
    return [...table, "", ...(list.length > 0 ? [...list, ""] : []), machine].join("\n");
}

function cells(measure: Measure, all: readonly Measure[]): readonly string[] {
    const { what, unit, samples, remark = "" } = measure;
    const ratio = ratioOf(measure, all);
    const text = (value: number) => `${value.toFixed(unit === "s" ? 2 : 0)} ${unit}`;
    return [
        what,
        text(median(samples)),
        text(Math.min(...samples)),
        text(Math.max(...samples)),
        ratio === undefined ? "" : ratio.toFixed(2),
        remark,
    ];
}

function markOf(limit: Limit): string {
    return isOver(limit) ? "OVER" : "ok";
}

function limitText({ what, value, limit }: Limit): string {
    return `${what}: ${value.toFixed(2)}, limit ${limit}`;
}
