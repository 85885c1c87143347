import { type ChildProcess, type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";

/** A command that failed. */
export class CommandError extends Error {
    /** @param output what it printed on standard output until then */
    constructor(
        said: string,
        public readonly output = "",
    ) {
        super(said);
    }
}

/**
 * Waits for a command's good end.
 *
 * @throws CommandError with the last line that it said when it fails
 */
export async function ended(child: ChildProcess): Promise<void> {
    const said = child.stderr === null ? "" : text(child.stderr);
    const status = await new Promise<number | string>((resolve, reject) => {
        child.on("error", reject);
        child.on("close", (code, signal) => resolve(code ?? signal ?? 1));
    });
    if (status !== 0) throw new CommandError((await said).trim().split("\n").at(-1) || `exit status ${status}`);
}

/** Docker on this machine, talking to one engine. */
export class Docker {
    /** @param signal ends what runs */
    constructor(
        private readonly engine: string,
        private readonly signal: AbortSignal,
    ) {}

    /** Starts docker with pipes for all that it reads and prints. */
    start(...words: readonly string[]): ChildProcessByStdio<Writable, Readable, Readable> {
        const env = { ...process.env, DOCKER_HOST: this.engine };
        return spawn("docker", words, { env, signal: this.signal, stdio: ["pipe", "pipe", "pipe"] });
    }

    /**
     * What docker prints.
     *
     * @throws CommandError when it fails
     */
    async ask(...words: readonly string[]): Promise<string> {
        const child = this.start(...words);
        child.stdin.end();
        const [end, out] = await Promise.allSettled([ended(child), text(child.stdout)]);
        const output = out.status === "fulfilled" ? out.value.trim() : "";
        if (end.status === "fulfilled") return output;
        throw end.reason instanceof CommandError ? new CommandError(end.reason.message, output) : end.reason;
    }
}
