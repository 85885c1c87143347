import { type CaseFailure, type CaseResult, isOver, type Limit, type Measure, ratioOf } from "./result";
import { median } from "./statistics";

const columns = ["median", "min", "max", "ratio", ""] as const;

/** A case as lines for the terminal: its tables, its limits, its notes. */
export function renderText(result: CaseResult | CaseFailure): readonly string[] {
    const title = `${result.name}: ${result.title}`;
    if ("reason" in result) return [title, `  not measured: ${result.reason}`];
    const tables = tablesOf(result.measures);
    const rows = tables.flat();
    const widths = Array.from({ length: columns.length + 1 }, (_, column) =>
        Math.max(...rows.map((row) => row[column]?.length ?? 0)),
    );
    const pad = (cell: string, column: number) => {
        const numeric = column > 0 && column < columns.length;
        return numeric ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
    };
    const lines = tables.map((table) => table.map((row) => `  ${row.map(pad).join("  ")}`.trimEnd()));
    return [
        title,
        ...lines.flatMap((table, index) => (index === 0 ? table : ["", ...table])),
        ...result.limits.map((limit) => `  ${markOf(limit).padEnd(4)}  ${limitText(limit)}`),
        ...result.faults.map((fault) => `  WRONG ${fault}`),
        ...result.notes.map((note) => `  note: ${note}`),
    ];
}

/** A case as a section of a Markdown page, without its heading. */
export function renderMarkdown(result: CaseResult, machine: string): string {
    const row = (values: readonly string[]) => `| ${values.join(" | ")} |`;
    const tables = tablesOf(result.measures).flatMap(([headings = [], ...rows]) => [
        row(headings),
        "| --- | ---: | ---: | ---: | ---: | --- |",
        ...rows.map(row),
        "",
    ]);
    const list = [
        ...result.limits.map((limit) => `${markOf(limit)}: ${limitText(limit)}`),
        ...result.faults.map((fault) => `WRONG: ${fault}`),
        ...result.notes,
    ].map((line) => `- ${line}`);
    return [...tables, ...(list.length > 0 ? [...list, ""] : []), machine].join("\n");
}

/** The measures as tables, in the order in which these are first named: rows of cells, the headings first. */
function tablesOf(measures: readonly Measure[]): readonly (readonly (readonly string[])[])[] {
    const names = [...new Set(measures.map(({ table }) => table))];
    return names.map((name) => [
        [name ?? "", ...columns],
        ...measures.filter(({ table }) => table === name).map((measure) => cells(measure, measures)),
    ]);
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
