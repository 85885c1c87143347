import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Failure } from "../components/plan/rollout-plan";

/**
 * Why the last release of a stack failed, as the parts of it that failed have noted on this machine.
 *
 * @param directory folder of the project
 * @param stack prefix of every name on the engine
 */
export function lastFailures(directory: string, stack: string): readonly Failure[] {
    const folder = folderOf(directory, stack);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
        .sort()
        .map((part) => ({ part, reason: readFileSync(join(folder, part), "utf8").trim() }));
}

/** Begins a release afresh: what failed before is told no more. */
export function forgetFailures(directory: string, stack: string): void {
    rmSync(folderOf(directory, stack), { recursive: true, force: true });
}

function folderOf(directory: string, stack: string): string {
    return join(directory, ".slipway", "failed", stack);
}
