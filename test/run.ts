import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheFolders } from "../toolchain/cache";
import { humanDuration } from "../toolchain/duration";
import { toolchainEnvironment } from "../toolchain/environment";
import { readToolchain } from "../toolchain/record";
import { type Suite, suites, type Wholes } from "./suites";
import type { Counts } from "./support/counts";
import { seed } from "./support/seed";

/** Runs every test. The last line is `N passed, N failed`; the exit code is 0 when none failed. */

const root = join(__dirname, "..");

const wholes: Wholes = {
    e2e: process.env.SLIPWAY_E2E === "all",
    chaos: process.env.SLIPWAY_CHAOS === "all",
    cloud: process.env.SLIPWAY_CLOUD === "all",
};

async function main(): Promise<void> {
    const wanted = process.argv.slice(2);
    const chosen = suites(wholes, seed).filter(({ name }) => wanted.length === 0 || wanted.includes(name));
    const scratch = mkdtempSync(join(tmpdir(), "slipway-tests-"));
    const own = { ...process.env, SLIPWAY_SEED: String(seed) };
    const toolchain = { ...own, ...toolchainEnvironment() };
    const results: (Counts & { readonly suite: string; readonly seconds: number })[] = [];
    // What the stand-ins' contracts and the deployments need: a swarm that is the tests' own, so that no stack which they
    // remove takes it along. It goes again when it was not there before.
    const swarm = chosen.some(({ onEngine }) => onEngine === true) ? await makeSwarm(toolchain) : false;
    say(`Long suites are sampled; SLIPWAY_SEED=${seed} repeats this choice.`);
    try {
        for (const suite of chosen) {
            const began = Date.now();
            const environment = suite.inToolchain === true ? toolchain : own;
            const counts = await runSuite(suite, join(scratch, `${suite.name}.json`), environment);
            const seconds = (Date.now() - began) / 1000;
            results.push({ suite: suite.name, ...counts, seconds });
            say(`${suite.name}: ${counts.passed} passed, ${counts.failed} failed, ${humanDuration(seconds * 1000)}\n`);
        }
    } finally {
        if (swarm) await run(["docker", "swarm", "leave", "--force"], toolchain);
        rmSync(scratch, { recursive: true });
    }
    writeReport(results);
    const failed = results.reduce((sum, result) => sum + result.failed, 0);
    say(`${results.reduce((sum, result) => sum + result.passed, 0)} passed, ${failed} failed`);
    process.exitCode = failed === 0 ? 0 : 1;
}

/** Whether there was none before. */
async function makeSwarm(environment: NodeJS.ProcessEnv): Promise<boolean> {
    return (await run(["docker", "swarm", "init", "--advertise-addr", "127.0.0.1"], environment)).code === 0;
}

async function runSuite({ name, files }: Suite, counts: string, environment: NodeJS.ProcessEnv): Promise<Counts> {
    say(`== ${name}`);
    if (files === undefined) return countsOfLint(await run(["node_modules/.bin/tsx", "test/lint.ts"], environment));
    const reporter = ["--reporter", "test/support/counting-reporter.ts"];
    const { code } = await run(["node_modules/.bin/mocha", ...reporter, ...files], {
        ...environment,
        SLIPWAY_TEST_COUNTS: counts,
    });
    return countsOf(counts, code);
}

/** A suite that broke off has failed, whatever it had counted. */
function countsOf(file: string, code: number): Counts {
    try {
        const counts = JSON.parse(readFileSync(file, "utf8")) as Counts;
        return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
    } catch {
        return { passed: 0, failed: 1 };
    }
}

function countsOfLint({ code, output }: { readonly code: number; readonly output: string }): Counts {
    const [, passed = "0", failed = "0"] = /(\d+) passed, (\d+) failed\s*$/.exec(output) ?? [];
    return { passed: Number(passed), failed: code === 0 ? Number(failed) : Math.max(1, Number(failed)) };
}

function run(
    [command = "", ...words]: readonly string[],
    env: NodeJS.ProcessEnv,
): Promise<{ readonly code: number; readonly output: string }> {
    return new Promise((resolve, reject) => {
        const child = spawn(command, words, { cwd: root, env, stdio: ["ignore", "pipe", "inherit"] });
        let output = "";
        child.stdout.setEncoding("utf8").on("data", (part: string) => {
            output += part;
            process.stdout.write(part);
        });
        child.on("error", reject);
        child.on("close", (code) => resolve({ code: code ?? 1, output }));
    });
}

/** What ran, with which tools, and what came of it. */
function writeReport(suites: readonly object[]): void {
    const folder = join(root, ".slipway");
    mkdirSync(folder, { recursive: true });
    const tools = readToolchain(cacheFolders())?.tools ?? [];
    writeFileSync(join(folder, "test-report.json"), `${JSON.stringify({ suites, tools }, undefined, 4)}\n`);
}

function say(line: string): void {
    process.stdout.write(`${line}\n`);
}

void main();
