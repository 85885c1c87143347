import { setTimeout as pause } from "node:timers/promises";
import { type Following, LiveProxy } from "../../../../components/cutover/live-proxy";
import type { Traffic } from "../../../../components/route/traffic";

/** What is wrong with a proxy. */
export interface Faults {
    /** How many times it takes routes before it cannot be reached any more. */
    readonly placings?: number;
    /** How many times it takes routes before it follows new ones no more. */
    readonly followings?: number;
    /** Milliseconds that routes are under way to it, the first ones first; none for those that are left out. */
    readonly delays?: readonly number[];
}

/** A proxy that writes down what it is given. */
export class FakeProxy extends LiveProxy {
    /** The routes that it has. */
    public routes = "";
    /** What it counts, the first at the first look; the last one goes on. An Error is thrown. */
    public counters: (string | Error)[] = [];
    /** Where its candidates answer. */
    public port = 0;
    #placings = 0;

    /** @param journal gets a line for each placing, under the proxy's name */
    constructor(
        kind: "edge" | "gateway",
        private readonly journal: string[],
        private readonly faults: Faults = {},
    ) {
        const names = { name: kind, kind, service: `slipway-test_slipway-${kind}`, folder: `/nowhere/${kind}` };
        super({ ...names, shell: ["false"], admin: 9000, candidate: 9001 });
    }

    public override async place(traffic: Traffic): Promise<string> {
        const { placings = Number.POSITIVE_INFINITY, delays = [] } = this.faults;
        const delay = delays[this.#placings] ?? 0;
        this.#placings += 1;
        if (this.#placings > placings) throw new Error("no answer within 10s");
        const written = inWords(traffic);
        this.journal.push(`${this.name}: ${written}`);
        if (delay > 0) await pause(delay);
        this.routes = written;
        return written;
    }

    public override follows(applied: string): Promise<Following> {
        const { followings = Number.POSITIVE_INFINITY } = this.faults;
        return Promise.resolve(applied === this.routes && this.#placings <= followings ? "yes" : "not yet");
    }

    public override metrics(): Promise<string> {
        const [now = "", ...later] = this.counters;
        if (later.length > 0) this.counters = later;
        return now instanceof Error ? Promise.reject(now) : Promise.resolve(now);
    }

    public override candidatePort(): Promise<number> {
        return Promise.resolve(this.port);
    }
}

/** Routes in a line: each path and who has it, in percent; then who is not released yet. */
export function inWords({ targets, candidates }: Traffic): string {
    const shares = targets.map(({ path, port, backends }) => {
        const who = backends.map(({ alias, weight }) => `${alias} ${weight}`).join(" + ");
        return `${path} :${port} ${who}`;
    });
    const unreleased = Object.values(candidates);
    return [...shares, ...(unreleased.length === 0 ? [] : [`unreleased ${unreleased.join(" + ")}`])].join(", ");
}
