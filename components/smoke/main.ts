/* Runs the smoke flows that SLIPWAY_SMOKE holds; exit code 0 when all are green. It reads nothing else. */
import { randomBytes } from "node:crypto";
import type { SmokeRun } from "./plan";
import { runSmoke } from "./run";

async function main(): Promise<void> {
    const run = JSON.parse(process.env.SLIPWAY_SMOKE ?? "") as SmokeRun;
    const interrupt = new AbortController();
    // A terminal and the script around may both send one.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => interrupt.abort());
    const { green } = await runSmoke(run, {
        report: (line) => process.stdout.write(`${line}\n`),
        unique: randomBytes(6).toString("hex"),
        signal: interrupt.signal,
    });
    process.exitCode = green ? 0 : 1;
}

void main();
