import { x } from "tinyexec";

/** A command whose exit status 0 means that all is well. */
export interface Check {
    /** What the report calls it. */
    readonly name: string;
    readonly command: readonly [program: string, ...args: string[]];
    /** Folder to run in, relative to the root; default: the root. */
    readonly folder?: string;
    /** Fails too when the command prints anything, for commands that only list what is wrong. */
    readonly silent?: boolean;
}

/** What came of a check. */
export interface Verdict {
    readonly name: string;
    readonly passed: boolean;
    /** Wall time. */
    readonly seconds: number;
    /** What the command printed. */
    readonly output: string;
}

/** Runs one check; a program that is missing is a failure that says so. */
export async function runCheck(root: string, { name, command, folder, silent }: Check): Promise<Verdict> {
    const start = performance.now();
    const [program, ...args] = command;
    const verdict = (passed: boolean, output: string): Verdict => ({
        name,
        passed,
        seconds: (performance.now() - start) / 1000,
        output: output.trim(),
    });
    try {
        const cwd = folder === undefined ? root : `${root}/${folder}`;
        const { exitCode, stdout, stderr } = await x(program, args, { nodeOptions: { cwd } });
        return verdict(exitCode === 0 && (silent !== true || stdout.trim() === ""), stdout + stderr);
    } catch (error) {
        return verdict(false, `${program} could not be run: ${error instanceof Error ? error.message : String(error)}`);
    }
}
