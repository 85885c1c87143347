import { execute } from "../toolchain/execute";
import { SetupError } from "../toolchain/setup-error";

/** How a command is run. */
export interface RunOptions {
    /** What it is for, as in `cannot …`: the start of the message when it fails. */
    readonly purpose: string;
    /** Working folder. */
    readonly folder?: string;
    /** Variables beside those of this process. */
    readonly environment?: Readonly<Record<string, string>>;
}

/** What a command left behind. */
export interface Outcome {
    /** Undefined when a signal ended it. */
    readonly exitCode: number | undefined;
    readonly stdout: string;
    readonly stderr: string;
}

/** Number of output lines that an error message repeats. */
const tail = 15;

/**
 * Runs a command to its end and returns what it printed on standard output, trimmed.
 *
 * @throws SetupError with the last lines of its output when it fails, or when there is no such command.
 */
export async function run(command: readonly string[], options: RunOptions): Promise<string> {
    const { exitCode, stdout, stderr } = await attempt(command, options);
    if (exitCode !== 0) {
        const lines = `${stdout}\n${stderr}`.split(/[\r\n]+/).filter((line) => line.trim() !== "");
        const said = lines.slice(-tail).map((line) => `\n    ${line}`);
        throw new SetupError(`cannot ${options.purpose}: ${command[0]} ended with status ${exitCode}${said.join("")}`);
    }
    return stdout.trim();
}

/**
 * Runs a command to its end, however that is.
 *
 * @throws SetupError when there is no such command.
 */
export async function attempt([command = "", ...args]: readonly string[], options: RunOptions): Promise<Outcome> {
    try {
        const { exitCode, stdout, stderr } = await execute(command, args, {
            nodeOptions: {
                ...(options.folder === undefined ? {} : { cwd: options.folder }),
                env: { ...process.env, ...options.environment },
                stdio: ["ignore", "pipe", "pipe"],
            },
        });
        return { exitCode, stdout, stderr };
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
        throw new SetupError(`cannot ${options.purpose}: there is no command ${command} on PATH`);
    }
}
