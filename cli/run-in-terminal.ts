import { spawn } from "node:child_process";

/**
 * Runs a program with this terminal as its own. Ctrl-C is for the program, which is waited for.
 *
 * @param environment that of this process, when left out
 * @returns its exit code
 */
export function runInTerminal(
    program: string,
    words: readonly string[],
    environment: NodeJS.ProcessEnv = process.env,
): Promise<number> {
    return new Promise((resolve, reject) => {
        const wait = () => {};
        process.on("SIGINT", wait);
        const child = spawn(program, [...words], { stdio: "inherit", env: environment });
        child.on("error", reject);
        child.on("close", (code) => {
            process.off("SIGINT", wait);
            resolve(code ?? 1);
        });
    });
}
