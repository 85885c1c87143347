import { createColors } from "picocolors";
import type { Health, StackStatus } from "./status";

const headings = ["service", "version", "commit", "built", "replicas", "health"] as const;

/** A stack's services as a table, a line each; coloured on terminals only. */
export function statusTable(status: StackStatus, coloured = process.stdout.isTTY === true): readonly string[] {
    const colours = createColors(coloured && !process.env.NO_COLOR);
    const rows = status.services.map((service) => headings.map((heading) => service[heading] || "-"));
    const widths = headings.map((heading, column) =>
        Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
    );
    const line = (cells: readonly string[]) =>
        cells
            .map((cell, column) => cell.padEnd(widths[column] ?? 0))
            .join("  ")
            .trimEnd();
    const paint = (health: Health, text: string) =>
        ["healthy", "running", "completed"].includes(health)
            ? text.replace(/\S+$/, colours.green)
            : text.replace(/\S+$/, colours.red);
    return [
        colours.dim(line(headings.map((heading) => heading.toUpperCase()))),
        ...status.services.map(({ health }, index) => paint(health, line(rows[index] ?? []))),
    ];
}
