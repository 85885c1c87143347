/*
 * Runs the smoke flows that SLIPWAY_SMOKE holds; exit code 0 when all are green. Where SLIPWAY_PART says that they are a
 * part of the release of SLIPWAY_STACK, the next preview is told why they failed: a script that runs them tells it itself.
 */
import { randomBytes } from "node:crypto";
import { openTunnel } from "../cutover/tunnel";
import { noteFailure } from "../release/note-failure";
import type { SmokeRun } from "./plan";
import type { RunOptions } from "./results";
import { runSmoke } from "./run";

async function main(): Promise<void> {
    const { SLIPWAY_SMOKE = "", SLIPWAY_STACK, SLIPWAY_PART } = process.env;
    const run = JSON.parse(SLIPWAY_SMOKE) as SmokeRun;
    const interrupt = new AbortController();
    // A terminal and the script around may both send one.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => interrupt.abort());
    const tunnel = run.tunnel === undefined ? undefined : await openTunnel(run.tunnel.shell, run.tunnel.script);
    const door = tunnel === undefined ? {} : { address: "127.0.0.1", port: tunnel.port };
    const options: RunOptions = {
        report: (line) => process.stdout.write(`${line}\n`),
        unique: randomBytes(6).toString("hex"),
        signal: interrupt.signal,
    };
    const { green, flows } = await runSmoke({ ...run, ...door }, options).finally(() => tunnel?.close());
    if (green) return;
    process.exitCode = 1;
    if (SLIPWAY_STACK === undefined || SLIPWAY_PART === undefined) return;
    const red = flows.filter((flow) => !flow.green).map(({ name }) => name);
    noteFailure(SLIPWAY_STACK, SLIPWAY_PART, interrupt.signal.aborted ? "interrupted" : `red: ${red.join(", ")}`);
}

void main();
