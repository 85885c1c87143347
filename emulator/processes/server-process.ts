import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isRunning, type ProcessIdentity, processOf } from "../../toolchain/process-identity";
import { SetupError } from "../../toolchain/setup-error";

/** A program that serves until it is told to stop. */
export interface ServerProgram {
    /** What its files in the folder are named after, and its errors. */
    readonly name: string;
    readonly command: readonly [string, ...string[]];
    /** All that it gets beside PATH and HOME. */
    readonly environment?: Readonly<Record<string, string>>;
    /** Where its log goes, and which process it is: one that is left from an earlier time is ended first. */
    readonly folder: string;
    /** Whether it serves by now. */
    readonly ready: () => Promise<boolean>;
}

/** A program that serves. */
export interface ServerProcess {
    readonly pid: number;
    /** Asks it to end, and makes it where it doesn't. */
    stop(): Promise<void>;
}

/** How long a program may take until it serves, and to end, in milliseconds. */
const limits = { start: 30_000, end: 5_000 };

/** Number of lines of its log that an error repeats. */
const tail = 10;

/**
 * Starts a program as a child of this process, and comes back when it serves.
 *
 * @throws SetupError with the last lines that it said, where it ends or does not serve in time
 */
export async function startServerProcess(program: ServerProgram): Promise<ServerProcess> {
    const { name, folder, command, ready } = program;
    mkdirSync(folder, { recursive: true });
    const [log, identity] = [join(folder, `${name}.log`), join(folder, `${name}.process`)];
    await endLeftOver(identity);
    const child = start(program, log);
    const ended = once(child, "exit").catch((error: unknown) => [error]);
    if (child.pid !== undefined) writeFileSync(identity, JSON.stringify(processOf(child.pid)));
    const stop = async () => {
        await end(child, ended);
        rmSync(identity, { force: true });
    };
    const late = Date.now() + limits.start;
    while (!(await ready())) {
        const gone = child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
        if (!gone && Date.now() < late) {
            await pause(50);
            continue;
        }
        const reason = gone ? `ended with status ${child.exitCode ?? child.signalCode}` : "does not serve after 30s";
        await stop();
        const lines = readFileSync(log, "utf8").trimEnd().split("\n").slice(-tail);
        throw new SetupError([`${command[0]} ${reason}`, ...lines.map((line) => `    ${line}`)].join("\n"));
    }
    return { pid: child.pid ?? 0, stop };
}

function start({ command: [command, ...words], environment }: ServerProgram, log: string): ChildProcess {
    const output = openSync(log, "w", 0o600);
    try {
        const { PATH = "", HOME = "" } = process.env;
        return spawn(command, words, { stdio: ["ignore", output, output], env: { PATH, HOME, ...environment } });
    } finally {
        closeSync(output);
    }
}

async function end(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
    child.kill("SIGTERM");
    const forced = setTimeout(() => child.kill("SIGKILL"), limits.end);
    await ended;
    clearTimeout(forced);
}

/** A rehearsal that was killed has left its processes behind. */
async function endLeftOver(identity: string): Promise<void> {
    if (!existsSync(identity)) return;
    const leftOver = JSON.parse(readFileSync(identity, "utf8")) as ProcessIdentity;
    while (isRunning(leftOver)) {
        process.kill(leftOver.pid, "SIGKILL");
        await pause(50);
    }
}
