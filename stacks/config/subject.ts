import type { ConfigProblem } from "./config-error";
import { lineOf } from "./config-file";
import { formatKeyPath, type KeyPath } from "./key-path";

/** The configuration that is being judged, and where it came from. */
export interface Subject {
    readonly stack: string;
    /** Name of the stack's file. */
    readonly file: string;
    /** Line of each key, from 1, by its path; empty when only the values are known. */
    readonly lines: ReadonlyMap<string, number>;
    /** Paths of the values that the file has encrypted. */
    readonly encrypted: ReadonlySet<string>;
    /** Keys, with namespace, that hold an encrypted value. */
    readonly secretKeys: ReadonlySet<string>;
}

/** Makes a problem of what was found at a path, with the line where that stands. */
export function problemAt(
    { file, lines }: { readonly file: string; readonly lines: ReadonlyMap<string, number> },
    path: KeyPath,
    { found, expected, mend }: Pick<ConfigProblem, "found" | "expected" | "mend">,
): ConfigProblem {
    const line = lineOf(lines, path);
    return { file, ...(line !== undefined && { line }), path: formatKeyPath(path), found, expected, mend };
}
