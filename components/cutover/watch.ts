import { setTimeout as pause } from "node:timers/promises";
import { afterStep } from "../judge/after-step";
import { type Counters, increase, nothing, sum } from "../judge/counters";
import { judge } from "../judge/judge";
import { readMetrics } from "../judge/metrics";
import { countedName } from "../route/rules.render";
import type { LiveProxy } from "./live-proxy";
import type { Move } from "./moves";
import type { CutOverPlan, CutOverStep } from "./plan";

/** What is watched. */
export interface Watch {
    readonly plan: CutOverPlan;
    readonly proxies: readonly LiveProxy[];
    readonly moves: readonly Move[];
    readonly report: (line: string) => void;
    readonly signal: AbortSignal;
}

/** Milliseconds between two looks. */
const lookEvery = 1000;

/**
 * Looks at what the proxies count for the step's time, and when that was too little to judge by, for as long again.
 *
 * @throws Error with the reason when a candidate is worse than allowed, or a proxy cannot be asked
 */
export async function watch(run: Watch, step: CutOverStep): Promise<void> {
    const counts = new Counts(run.proxies);
    await counts.look();
    for (const waited of [false, true]) {
        const until = Date.now() + step.seconds * 1000;
        while (Date.now() < until) {
            await pause(Math.min(lookEvery, until - Date.now()), undefined, { signal: run.signal });
            await counts.look();
            judgeEach(run, step, counts, false);
        }
        const open = judgeEach(run, step, counts, true).map(({ service, verdict, reason }) => {
            const after = afterStep({ verdict, reason }, waited, run.plan.inconclusive);
            if (after.next === "abort") throw new Error(`${service}: ${after.reason}`);
            const more = after.next === "wait" ? `: it is watched for ${step.seconds}s more` : "";
            run.report(`${service}: ${after.reason}${more}`);
            return after.next === "wait";
        });
        if (!open.includes(true)) return;
    }
}

/** Judges each candidate that gets requests; throws the reason when one is to go. */
function judgeEach({ plan, moves }: Watch, { weight }: CutOverStep, counts: Counts, final: boolean) {
    const moving = moves.filter(({ service }) => weight === 100 || plan.canaries.includes(service));
    return moving.map(({ service, from, to, ports, formerPorts }) => {
        const former = ports.map((port) => formerPorts?.[port] ?? port);
        const [baseline, candidate] = [counts.of(from, former), counts.of(to, ports)];
        const { verdict, reason } = judge({ baseline, candidate, limits: plan.limits, weight, final });
        if (verdict === "abort") throw new Error(`${service}: ${reason}`);
        return { service, verdict, reason };
    });
}

/** What all proxies together have counted since the first look. */
class Counts {
    readonly #last = new Map<LiveProxy, ReadonlyMap<string, Counters>>();
    readonly #sums = new Map<string, Counters>();

    constructor(private readonly proxies: readonly LiveProxy[]) {}

    /** Asks every proxy; one that does not answer in spite of some tries ends the watch. */
    async look(): Promise<void> {
        await Promise.all(this.proxies.map(async (proxy) => this.#add(proxy, readMetrics(await proxy.metrics()))));
    }

    /** What a generation has counted on its ports. */
    of(alias: string, ports: readonly number[]): Counters {
        return sum(ports.map((port) => this.#sums.get(countedName(alias, port)) ?? nothing));
    }

    #add(proxy: LiveProxy, now: ReadonlyMap<string, Counters>): void {
        const before = this.#last.get(proxy);
        this.#last.set(proxy, now);
        if (before === undefined) return;
        for (const [name, counters] of now) {
            const more = increase(before.get(name) ?? nothing, counters);
            this.#sums.set(name, sum([this.#sums.get(name) ?? nothing, more]));
        }
    }
}
