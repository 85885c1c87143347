import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { proxyImage } from "../../components/proxy/reverse-proxy.plan";
import { setup } from "../../toolchain/setup";
import { repository } from "../e2e/support/project";
import { cases } from "./cases/all";
import type { Fixtures } from "./support/bench-case";
import { EmptyProgram } from "./support/empty-program";
import { ensureSwarm } from "./support/engine";
import { type Machine, machineText, observeMachine } from "./support/machine";
import { type BenchOptions, parseOptions } from "./support/options";
import { renderMarkdown, renderText } from "./support/render";
import { type CaseFailure, type CaseResult, exitCodeOf } from "./support/result";
import { Sample } from "./support/sample";
import { replaceSection } from "./support/section";
import { Interrupted, Session } from "./support/session";

/** Measures Slipway against its peers, all in turn; docs/benchmarks.md says what and how. */

type Result = CaseResult | CaseFailure;

async function main(): Promise<void> {
    const options = parseOptions(process.argv.slice(2), [
        ...new Set(cases.flatMap(({ name, group = name }) => [group, name])),
    ]);
    const session = new Session(options.runs, say);
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => session.interrupt());
    try {
        await setup({ for: "test", images: ["python:3.11-slim-bookworm", proxyImage], report: say });
        await ensureSwarm(session);
        const machine = observeMachine();
        const results = await measureAll(session, options.only);
        report(results, machine, options);
        process.exitCode = exitCodeOf(results, options.strict);
    } catch (error) {
        if (!(error instanceof Interrupted)) throw error;
        say("interrupted");
        process.exitCode = 130;
    } finally {
        await session.end();
    }
}

/** Each case in turn; one that cannot be measured does not keep the others from it. */
async function measureAll(session: Session, only: readonly string[]): Promise<readonly Result[]> {
    const fixtures: Fixtures = {
        sample: once(async () => await Sample.deploy(session)),
        emptyProgram: once(async () => await EmptyProgram.deploy(session)),
    };
    const results: Result[] = [];
    for (const { name, group = name, title, measure } of cases) {
        if (only.length > 0 && !only.includes(name) && !only.includes(group)) continue;
        say(`${name}: ${title}`);
        try {
            results.push({ name, title, ...(await measure(session, fixtures)) });
        } catch (error) {
            session.goOn();
            results.push({ name, title, reason: error instanceof Error ? error.message : String(error) });
        }
    }
    return results;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
    let made: Promise<T> | undefined;
    return () => {
        made ??= make();
        return made;
    };
}

function report(results: readonly Result[], machine: Machine, options: BenchOptions): void {
    const facts = machineText(machine, options.runs);
    for (const result of results) say(["", ...renderText(result)].join("\n"));
    say(`\n${facts}`);
    if (options.json !== undefined) {
        writeFileSync(options.json, `${JSON.stringify({ machine, runs: options.runs, results }, undefined, 4)}\n`);
    }
    if (options.write) writePage(results, facts);
}

function writePage(results: readonly Result[], facts: string): void {
    const file = join(repository, "docs", "benchmarks.md");
    let page = readFileSync(file, "utf8");
    for (const result of results) {
        if (!("reason" in result)) page = replaceSection(page, result.name, renderMarkdown(result, facts));
    }
    writeFileSync(file, page);
}

function say(line: string): void {
    process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
});
