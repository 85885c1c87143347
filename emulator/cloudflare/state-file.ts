import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { CloudflareState } from "./state";

/** The form of the file: a file of another form is none of ours. */
const form = "emulated-cloudflare/3";

/** Keeps a state in a JSON file, which only its owner may read: there are keys and tokens in it. */
export function writeState(path: string, state: CloudflareState): void {
    const temporary = `${path}.new`;
    writeFileSync(temporary, `${JSON.stringify({ form, state }, null, 1)}\n`, { mode: 0o600 });
    renameSync(temporary, path);
}

/**
 * Reads what `writeState` has written.
 *
 * @throws Error where the file is not there, or of another form
 */
export function readState(path: string): CloudflareState {
    const kept = JSON.parse(readFileSync(path, "utf8")) as { readonly form?: unknown; readonly state: CloudflareState };
    if (kept.form !== form) throw new Error(`${path} is not the state of an emulated Cloudflare (${form})`);
    return kept.state;
}
