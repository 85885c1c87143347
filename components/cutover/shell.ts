import { spawn } from "node:child_process";

/** How a script is run. */
export interface ShellOptions {
    /** Standard input. */
    readonly input?: string;
    /** Seconds after which it is killed. */
    readonly timeout: number;
}

/**
 * Runs a script on a host.
 *
 * @param shell words that run the script which is the word after them
 * @returns what it printed on standard output
 * @throws Error with the last line that it said when it fails
 */
export function runScript(shell: readonly string[], script: string, options: ShellOptions): Promise<string> {
    const [program = "sh", ...words] = shell;
    const { input = "", timeout } = options;
    return new Promise((resolve, reject) => {
        const child = spawn(program, [...words, script], { timeout: timeout * 1000 });
        let out = "";
        let said = "";
        child.stdout.setEncoding("utf8").on("data", (text: string) => {
            out += text;
        });
        child.stderr.setEncoding("utf8").on("data", (text: string) => {
            said += text;
        });
        // One that ends before it has read tells why by itself.
        child.stdin.on("error", () => {}).end(input);
        child.on("error", reject);
        child.on("exit", (_, killed) => {
            if (killed === null) return;
            // What it has started may live on and hold these open.
            for (const stream of child.stdio) stream?.destroy();
            reject(new Error(`no answer within ${timeout}s`));
        });
        child.on("close", (code) => {
            if (code === 0) resolve(out);
            else reject(new Error(said.trim().split("\n").at(-1) || `exit status ${code}`));
        });
    });
}
