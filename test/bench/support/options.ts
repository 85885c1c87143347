import { parseArgs } from "node:util";

/** What a run of the benchmark is asked for. */
export interface BenchOptions {
    /** Counted runs of each contestant. */
    readonly runs: number;
    /** The cases to measure; all when there are none. */
    readonly only: readonly string[];
    /** A file that gets the results as JSON. */
    readonly json?: string;
    /** Whether the results go into docs/benchmarks.md. */
    readonly write: boolean;
    /** Whether a value over its limit makes the run fail. */
    readonly strict: boolean;
}

/**
 * Reads the words of the command line.
 *
 * @param known names of all cases
 * @throws Error that says what is wrong with them
 */
export function parseOptions(words: readonly string[], known: readonly string[]): BenchOptions {
    const { values } = parseArgs({
        args: [...words],
        options: {
            runs: { type: "string", default: "5" },
            only: { type: "string", multiple: true, default: [] },
            json: { type: "string" },
            write: { type: "boolean", default: false },
            strict: { type: "boolean", default: false },
        },
    });
    const only = values.only.flatMap((names) => names.split(","));
    const unknown = only.filter((name) => !known.includes(name));
    if (unknown.length > 0) throw new Error(`--only ${unknown.join(",")}: expected some of ${known.join(", ")}`);
    if (!/^[1-9]\d?$/.test(values.runs)) throw new Error(`--runs ${values.runs}: expected a number from 1 to 99`);
    return {
        runs: Number(values.runs),
        only,
        ...(values.json === undefined ? {} : { json: values.json }),
        write: values.write,
        strict: values.strict,
    };
}
