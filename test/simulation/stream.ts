import type { Counters } from "../../components/judge/counters";

/** What a version does to its requests: each fails, and each is slow, by chance. */
export interface Behaviour {
    /** Probability that a request fails. */
    readonly errorRate: number;
    /** Probability that a request takes longer than {@link slow}. */
    readonly slowShare: number;
}

/** Seconds above which a simulated request counts as slow. */
export const slow = 0.5;

/** What a proxy would have counted of a version after each of ever more requests. */
export class Stream {
    readonly #errors: Hits;
    readonly #slow: Hits;

    constructor({ errorRate, slowShare }: Behaviour, random: () => number) {
        this.#errors = new Hits(errorRate, random);
        this.#slow = new Hits(slowShare, random);
    }

    /** @param requests since the start, never less than before */
    public after(requests: number): Counters {
        const quick = requests - this.#slow.among(requests);
        return {
            requests,
            errors: this.#errors.among(requests),
            latency: new Map([
                [slow, quick],
                [Number.POSITIVE_INFINITY, requests],
            ]),
        };
    }
}

/** Independent hits among trials, drawn by the distance from one to the next: rare ones cost little. */
class Hits {
    #count = 0;
    #next: number;

    constructor(
        private readonly probability: number,
        private readonly random: () => number,
    ) {
        this.#next = this.#distance();
    }

    public among(trials: number): number {
        while (this.#next <= trials) {
            this.#count += 1;
            this.#next += this.#distance();
        }
        return this.#count;
    }

    #distance(): number {
        if (this.probability >= 1) return 1;
        if (this.probability <= 0) return Number.POSITIVE_INFINITY;
        return 1 + Math.floor(Math.log(1 - this.random()) / Math.log1p(-this.probability));
    }
}
