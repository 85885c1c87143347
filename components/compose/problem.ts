/** One thing wrong in a file that the user wrote. */
export interface Problem {
    /** The file as the user names it. */
    readonly file: string;
    /** From 1. */
    readonly line: number;
    /** From 1. */
    readonly column: number;
    /** Where in the file's structure, e.g. `services.api.ports[0]`; empty for the file as a whole. */
    readonly path: string;
    /** What is wrong: lower case, no full stop. */
    readonly found: string;
    /** What to write instead. */
    readonly mend: string;
}

/** Says one problem in one line: `compose.yaml:12:5 services.api.privileged: is not supported; delete it`. */
export function describeProblem(problem: Problem): string {
    const path = problem.path === "" ? "" : ` ${problem.path}:`;
    return `${problem.file}:${problem.line}:${problem.column}${path} ${problem.found}; ${problem.mend}`;
}

/** A compose file that cannot be deployed; its message lists every problem, one a line, in the order of the file. */
export class ComposeError extends Error {
    public readonly problems: readonly Problem[];

    constructor(problems: readonly Problem[]) {
        const ordered = inOrder(problems);
        super(ordered.map(describeProblem).join("\n"));
        this.name = "ComposeError";
        this.problems = ordered;
    }
}

/** By file, line and column. What several services share by an alias is said once, of the first. */
function inOrder(problems: readonly Problem[]): readonly Problem[] {
    const unique = new Map<string, Problem>();
    for (const problem of problems) {
        const key = describeProblem({ ...problem, path: "" });
        unique.set(key, unique.get(key) ?? problem);
    }
    return [...unique.values()].sort(
        (a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.path, b.path),
    );
}

function compare(a: string, b: string): number {
    return a < b ? -1 : a > b ? 1 : 0;
}
