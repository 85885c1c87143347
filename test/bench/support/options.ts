import { parseArgs } from "node:util";

/** What a run of the benchmark is asked for. */
export interface BenchOptions {
    /** Counted runs of each contestant: 5 by default, 1 of a quick look. */
    readonly runs: number;
    /** The cases to measure, by their own name or their group's; all when there are none. */
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
 * @param known names of all cases and groups
 * @throws Error that says what is wrong with them
 */
export function parseOptions(words: readonly string[], known: readonly string[]): BenchOptions {
    const { values, positionals } = parseArgs({
        args: [...words],
        allowPositionals: true,
        options: {
            runs: { type: "string" },
            quick: { type: "boolean", default: false },
            only: { type: "string", multiple: true, default: [] },
            json: { type: "string" },
            write: { type: "boolean", default: false },
            strict: { type: "boolean", default: false },
        },
    });
    const only = [...positionals, ...values.only].flatMap((names) => names.split(","));
    const unknown = only.filter((name) => !known.includes(name));
    if (unknown.length > 0) throw new Error(`${unknown.join(",")}: expected some of ${known.join(", ")}`);
    const runs = values.runs ?? (values.quick ? "1" : "5");
    if (!/^[1-9]\d?$/.test(runs)) throw new Error(`--runs ${runs}: expected a number from 1 to 99`);
    return {
        runs: Number(runs),
        only,
        ...(values.json === undefined ? {} : { json: values.json }),
        write: values.write,
        strict: values.strict,
    };
}
