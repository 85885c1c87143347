import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { State } from "./state";

/** The state that the file holds; undefined where there is no file. */
export function readState(path: string): State | undefined {
    return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as State) : undefined;
}

/** Replaces the file as a whole. Only its owner may read it: user data may hold keys. */
export function writeState(path: string, state: State): void {
    writeFileSync(`${path}.new`, `${JSON.stringify(state, undefined, 1)}\n`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
}
