import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LeftOver } from "./left-overs.plan";

/** Which left-overs of a stack are still to be looked for; names only. Kept until an update has come to a good end. */
export function readLeftOvers(stack: string, project: string): readonly LeftOver[] {
    const file = fileOf(stack, project);
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as readonly LeftOver[]) : [];
}

/** Keeps exactly these. */
export function writeLeftOvers(stack: string, project: string, leftOvers: readonly LeftOver[]): void {
    const file = fileOf(stack, project);
    if (leftOvers.length === 0) {
        rmSync(file, { force: true });
        return;
    }
    mkdirSync(dirname(file), { recursive: true });
    // Whole or not at all: this process may be killed too.
    writeFileSync(`${file}.new`, `${JSON.stringify(leftOvers, undefined, 4)}\n`);
    renameSync(`${file}.new`, file);
}

function fileOf(stack: string, project: string): string {
    return join(project, ".slipway", "interrupted", `${stack}.json`);
}
