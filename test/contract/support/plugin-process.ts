import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A plugin that runs, as the engine runs it. */
export interface PluginProcess {
    /** Where its gRPC service listens. */
    readonly address: string;
    readonly process: ChildProcess;
    /** Ends it as the engine does, by an interrupt; returns its exit status. */
    readonly stop: () => Promise<number | null>;
}

const startLimit = 20_000;

/**
 * Starts a plugin's binary and waits for the port that it prints first.
 *
 * @param engine address of the engine's own gRPC service; undefined for none
 * @throws Error when the plugin ends or says nothing for 20 seconds
 */
export async function startPlugin(
    binary: string,
    engine?: string,
    env: Readonly<Record<string, string>> = {},
): Promise<PluginProcess> {
    const child = spawn(binary, engine === undefined ? [] : [engine], {
        env: { ...process.env, ...env },
        stdio: ["ignore", "pipe", "pipe"],
    });
    let complaints = "";
    child.stderr.on("data", (chunk: Buffer) => {
        complaints += chunk.toString();
    });
    const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
    const port = await Promise.race([firstLine(child), ended.then(() => undefined), patience()]);
    if (port === undefined || !/^\d+$/.test(port)) {
        child.kill("SIGKILL");
        throw new Error(`${binary} printed no port, but: ${port ?? complaints}`);
    }
    const stop = (): Promise<number | null> => {
        child.kill("SIGINT");
        return ended;
    };
    return { address: `127.0.0.1:${port}`, process: child, stop };
}

function firstLine(child: ChildProcess): Promise<string> {
    const { stdout } = child;
    if (stdout === null) throw new Error("the plugin's standard output is not piped");
    return new Promise((resolve) => createInterface({ input: stdout }).once("line", resolve));
}

function patience(): Promise<undefined> {
    return new Promise((resolve) => setTimeout(() => resolve(undefined), startLimit).unref());
}
