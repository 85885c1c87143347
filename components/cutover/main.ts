/*
 * Moves a stack's requests: SLIPWAY_CUTOVER holds the plan, SLIPWAY_SMOKE the smoke flows if there are any, standard
 * input the ways as they shall be, PULUMI_COMMAND_STDOUT what this printed when it last ended well.
 */
import { text } from "node:stream/consumers";
import { noteFailure } from "../release/note-failure";
import type { SmokeRun } from "../smoke/plan";
import { LiveProxy } from "./live-proxy";
import type { CutOverPlan, Routing } from "./plan";
import { type Proof, proveCandidates, provePublic } from "./prove";
import { cutOver } from "./run";
import { sweep } from "./sweep";
import { watch } from "./watch";

async function main(): Promise<void> {
    const { SLIPWAY_CUTOVER = "", SLIPWAY_SMOKE, PULUMI_COMMAND_STDOUT } = process.env;
    const plan = JSON.parse(SLIPWAY_CUTOVER) as CutOverPlan;
    const after = readRouting(await text(process.stdin));
    const before = PULUMI_COMMAND_STDOUT ? readRouting(PULUMI_COMMAND_STDOUT) : { routes: [], standby: [] };
    const interrupt = new AbortController();
    // A terminal and the script around may both send one.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => interrupt.abort());
    const proxies = plan.proxies.map((address) => new LiveProxy(address));
    const edges = proxies.filter((_, index) => plan.proxies[index]?.kind === "edge");
    const report = (line: string) => process.stderr.write(`${line}\n`);
    const { signal } = interrupt;
    const proof: Proof = {
        ...{ plan, edges, signal },
        ways: after.routes,
        report,
        ...(SLIPWAY_SMOKE ? { flows: JSON.parse(SLIPWAY_SMOKE) as SmokeRun } : {}),
    };
    try {
        await cutOver({
            ...{ plan, before: before.routes, after: after.routes, proxies, signal },
            report: (line) => report(`routes: ${line}`),
            prove: async (moves, where) =>
                where === "candidates" ? await proveCandidates(proof, moves) : await provePublic(proof),
            watch: async (moves, step) => await watch({ plan, proxies, moves, signal, report }, step),
        });
        await sweep(plan, before, after, report);
    } catch (error) {
        const reason = signal.aborted ? "interrupted" : error instanceof Error ? error.message : String(error);
        noteFailure(plan.stack, "route", reason);
        report(
            `routes: ${reason}: ${before.routes.length > 0 ? "the version before serves on" : "nothing is routed yet"}`,
        );
        process.exitCode = 1;
        return;
    } finally {
        await Promise.all(proxies.map((proxy) => proxy.close()));
    }
    // Kept in the state: what the next one starts from.
    process.stdout.write(JSON.stringify(after));
}

function readRouting(json: string): Routing {
    return { standby: [], ...(JSON.parse(json) as Partial<Routing> & Pick<Routing, "routes">) };
}

void main();
