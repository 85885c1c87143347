import { createColors } from "picocolors";
import { table } from "../table";
import type { StackStatus } from "./status";

const headings = ["service", "version", "commit", "built", "replicas", "health"] as const;
const well = new Set<string>(["healthy", "running", "completed"]);

/** A stack's services as a table, a line each; coloured on terminals only. */
export function statusTable(status: StackStatus, coloured = process.stdout.isTTY === true): readonly string[] {
    const rows = status.services.map((service) => headings.map((heading) => service[heading]));
    return table(
        headings,
        rows,
        lastWord(coloured, (row) => well.has(status.services[row]?.health ?? "")),
    );
}

/** A stack's servers as a table, in the same manner. */
export function serverTable(status: StackStatus, coloured = process.stdout.isTTY === true): readonly string[] {
    const servers = status.servers ?? [];
    const rows = servers.map(({ name, address, role, engine, state }) => [name, address, role, engine, state]);
    return table(
        ["server", "address", "role", "engine", "state"],
        rows,
        lastWord(coloured, (row) => servers[row]?.state === "ready"),
    );
}

/** Headings are dim, and the last word of a row is green or red. */
function lastWord(coloured: boolean, isWell: (row: number) => boolean) {
    const colours = createColors(coloured && !process.env.NO_COLOR);
    return {
        heading: colours.dim,
        row: (line: string, row: number) => line.replace(/\S+$/, isWell(row) ? colours.green : colours.red),
    };
}
