import { spawn } from "node:child_process";
import { toolchainEnvironment } from "../toolchain/environment";
import { execute } from "../toolchain/execute";
import { CliError } from "./cli-error";

/** How Pulumi is run. */
export interface RunPulumiOptions {
    /** Variables beside those of this process. */
    readonly environment?: Readonly<Record<string, string>>;
    /** Takes what it prints on standard output; it is the terminal's when left out. */
    readonly print?: (part: string) => void;
    /** The words that run a command where it is to run; those of the command itself when left out. */
    readonly inside?: (command: readonly string[]) => readonly string[];
}

/**
 * Runs the pinned Pulumi with this terminal as its own; to what it says of a wrong passphrase, the mend is added.
 *
 * @returns its exit code; 130 when it was interrupted
 */
export function runPulumi(
    words: readonly string[],
    { environment = {}, print, inside = (command) => command }: RunPulumiOptions = {},
): Promise<number> {
    return new Promise((resolve, reject) => {
        const [program = "pulumi", ...rest] = inside(["pulumi", ...words]);
        const child = spawn(program, rest, {
            stdio: ["inherit", print === undefined ? "inherit" : "pipe", "pipe"],
            env: { ...process.env, ...toolchainEnvironment(), ...environment },
        });
        if (print !== undefined) child.stdout?.setEncoding("utf8").on("data", print);
        let said = "";
        child.stderr?.on("data", (chunk: Buffer) => {
            process.stderr.write(chunk);
            said = (said + chunk.toString()).slice(-10_000);
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
            if (code !== 0) process.stderr.write(mendOf(said));
            resolve(code ?? (signal === "SIGINT" ? 130 : 1));
        });
    });
}

/**
 * Asks the pinned Pulumi something.
 *
 * @param input goes to its standard input, where a secret is safe from the process list
 * @param environment variables beside those of this process
 * @returns what it printed
 * @throws CliError with what it said when it failed
 */
export async function askPulumi(
    words: readonly string[],
    input?: string,
    environment: Readonly<Record<string, string>> = {},
): Promise<string> {
    const running = execute("pulumi", [...words], {
        nodeOptions: { env: { ...process.env, ...toolchainEnvironment(), ...environment } as Record<string, string> },
    });
    // One that ends before it has read tells why by itself.
    running.process?.stdin?.on("error", () => {}).end(input ?? "");
    const { exitCode, stdout, stderr } = await running;
    if (exitCode !== 0) {
        const said = (stderr || stdout).trim();
        throw new CliError(`pulumi ${words[0]} failed:\n${said}\n${mendOf(said)}`.trim());
    }
    return stdout;
}

/** What to do where Pulumi cannot decrypt the stack's file, or has none of it; empty where it says something else. */
function mendOf(said: string): string {
    const [, unknown] = /no stack named '([^']+)' found/.exec(said) ?? [];
    if (unknown !== undefined) return `Nothing of it is deployed yet: ./slipway up ${unknown} does that\n`;
    if (!said.includes("incorrect passphrase")) return "";
    return "The stack's file was encrypted with another passphrase: give Pulumi that one, as .slipway/passphrase of this folder or in PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE, which come before the file\n";
}
