/** One thing that is wrong in a stack's configuration. */
export interface ConfigProblem {
    /** Name of the stack's file, e.g. `Pulumi.local.yaml`. */
    readonly file: string;
    /** Line in that file, from 1; absent when the key is not in the file. */
    readonly line?: number;
    /** The key as `pulumi config --path` takes it, e.g. `slipway:domain.routes[0].port`; empty for the whole file. */
    readonly path: string;
    /** What is there; never the value of a secret. */
    readonly found: string;
    /** What may be there. */
    readonly expected: string;
    /** What to do about it. */
    readonly mend: string;
}

/**
 * A stack's configuration cannot be used; carries all its problems at once in the order of the file's lines, those of the
 * compose file last.
 */
export class ConfigError extends Error {
    /** At least one. */
    readonly problems: readonly ConfigProblem[];

    constructor(file: string, problems: readonly ConfigProblem[]) {
        const isOther = (problem: ConfigProblem) => Number(problem.file !== file);
        const sorted = [...problems].sort((a, b) => isOther(a) - isOther(b) || (a.line ?? 0) - (b.line ?? 0));
        super([headline(file, sorted), ...sorted.map((problem) => `  ${problemLine(problem)}`)].join("\n"));
        this.name = "ConfigError";
        this.problems = sorted;
    }
}

function headline(file: string, problems: readonly ConfigProblem[]): string {
    const files = [...new Set(problems.map((problem) => problem.file))];
    return files.length > 1 ? `${files.join(" and ")} are not valid:` : `${files[0] ?? file} is not valid:`;
}

function problemLine({ file, line, path, found, expected, mend }: ConfigProblem): string {
    const place = line === undefined ? file : `${file}:${line}`;
    return `${place}${path === "" ? "" : ` ${path}`}: found ${found}, expected ${expected}; ${mend}`;
}
