import { spawn } from "node:child_process";
import { toolchainEnvironment } from "../toolchain/environment";
import { execute } from "../toolchain/execute";
import { CliError } from "./cli-error";

/**
 * Runs the pinned Pulumi with this terminal as its own.
 *
 * @returns its exit code; 130 when it was interrupted
 */
export function runPulumi(words: readonly string[]): Promise<number> {
    return new Promise((resolve, reject) => {
        const child = spawn("pulumi", [...words], {
            stdio: "inherit",
            env: { ...process.env, ...toolchainEnvironment() },
        });
        // Ctrl-C reaches Pulumi too, which comes to a clean end: it is waited for. A second one makes it stop at once.
        const wait = () => {};
        const forward = () => child.kill("SIGINT");
        process.on("SIGINT", wait);
        process.on("SIGTERM", forward);
        child.on("error", reject);
        child.on("close", (code, signal) => {
            process.off("SIGINT", wait);
            process.off("SIGTERM", forward);
            resolve(code ?? (signal === "SIGINT" ? 130 : 1));
        });
    });
}

/**
 * Asks the pinned Pulumi something.
 *
 * @param input goes to its standard input, where a secret is safe from the process list
 * @returns what it printed
 * @throws CliError with what it said when it failed
 */
export async function askPulumi(words: readonly string[], input?: string): Promise<string> {
    const running = execute("pulumi", [...words], {
        nodeOptions: { env: { ...process.env, ...toolchainEnvironment() } as Record<string, string> },
    });
    // One that ends before it has read tells why by itself.
    running.process?.stdin?.on("error", () => {}).end(input ?? "");
    const { exitCode, stdout, stderr } = await running;
    if (exitCode !== 0) throw new CliError(`pulumi ${words[0]} failed:\n${(stderr || stdout).trim()}`);
    return stdout;
}
