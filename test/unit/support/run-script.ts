import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { TemporaryFolder } from "./temporary-folder";

/** How a script ended. */
export interface Ended {
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
}

/** A script that runs. */
export interface Running {
    readonly process: ChildProcess;
    readonly ended: Promise<Ended>;
}

/**
 * Starts a script of the project from the project's folder, as Pulumi does. Why it fails it writes down in a folder of its
 * own, unless the environment names one.
 */
export function startScript(script: string, environment: Readonly<Record<string, string>>, input = ""): Running {
    const failures = new TemporaryFolder();
    const child = spawn("bash", [script], {
        cwd: join(__dirname, "..", "..", ".."),
        env: { ...process.env, SLIPWAY_FAILURES: failures.path, ...environment },
    });
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    const exit = new Promise<number | null>((resolve) => child.on("close", resolve)).finally(() => failures.remove());
    const ended = Promise.all([exit, text(child.stdout), text(child.stderr)]).then(([code, stdout, stderr]) => ({
        code,
        stdout,
        stderr,
    }));
    return { process: child, ended };
}

/** Runs a script to its end. */
export function runScript(
    script: string,
    environment: Readonly<Record<string, string>>,
    input?: string,
): Promise<Ended> {
    return startScript(script, environment, input).ended;
}
