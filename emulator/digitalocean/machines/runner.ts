import type { Machines } from "./machines";
import { carryOut, type Order, type Subjected } from "./order";

/** What the machines could not do. */
export interface Failure {
    readonly order: Order;
    readonly subjects: readonly string[];
    readonly reason: string;
}

/** Gives orders to the machines: in turn where they share a subject, else side by side. */
export class Runner {
    readonly #last = new Map<string, Promise<void>>();
    readonly #pending = new Map<string, number>();
    #failures: Failure[] = [];

    constructor(private readonly machines: Machines) {}

    /** Begins with the orders as soon as those before them are done. */
    start(orders: readonly Subjected[]): void {
        for (const one of orders) this.#queue(one);
    }

    /** What orders are at work on, or wait for. */
    busy(): ReadonlySet<string> {
        return new Set(this.#pending.keys());
    }

    /** What failed since this was asked the last time. */
    takeFailures(): readonly Failure[] {
        const failures = this.#failures;
        this.#failures = [];
        return failures;
    }

    /** Comes back when nothing is left to do. */
    async idle(): Promise<void> {
        while (this.#pending.size > 0) await Promise.all(this.#last.values());
    }

    #queue({ subjects, order }: Subjected): void {
        for (const subject of subjects) this.#pending.set(subject, (this.#pending.get(subject) ?? 0) + 1);
        const before = Promise.all(subjects.map((subject) => this.#last.get(subject) ?? Promise.resolve()));
        const done = before
            .then(() => carryOut(this.machines, order))
            .catch((error: unknown) => {
                const reason = error instanceof Error ? error.message : String(error);
                this.#failures.push({ order, subjects, reason });
            })
            .then(() => {
                for (const subject of subjects) this.#finished(subject);
            });
        for (const subject of subjects) this.#last.set(subject, done);
    }

    #finished(subject: string): void {
        const left = (this.#pending.get(subject) ?? 1) - 1;
        if (left > 0) {
            this.#pending.set(subject, left);
        } else {
            this.#pending.delete(subject);
            this.#last.delete(subject);
        }
    }
}
