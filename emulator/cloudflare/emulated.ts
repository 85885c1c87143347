import type { Answer } from "./api/answer";
import type { Outcome } from "./api/call";
import { type Faults, noFaults } from "./api/faults";
import type { CloudflareState } from "./state";

/** Where time and chance come from. */
export interface Surroundings {
    readonly now: () => Date;
    /** 32 hexadecimal digits, fresh each time. */
    readonly newId: () => string;
    /** A number from 0 to 1, without 1. */
    readonly draw: () => number;
    /** Waits so many milliseconds. */
    readonly pause: (milliseconds: number) => Promise<void>;
}

/** The one thing that changes: the state, and what goes wrong. */
export class Emulated implements Surroundings {
    public readonly now: () => Date;
    public readonly newId: () => string;
    public readonly draw: () => number;
    public readonly pause: (milliseconds: number) => Promise<void>;
    public faults: Faults = noFaults;
    private current: CloudflareState;
    private last: Promise<unknown> = Promise.resolve();

    constructor(state: CloudflareState, { now, newId, draw, pause }: Surroundings) {
        this.current = state;
        this.now = now;
        this.newId = newId;
        this.draw = draw;
        this.pause = pause;
    }

    public get state(): CloudflareState {
        return this.current;
    }

    /**
     * Lets a change decide, after all that came before it: a signature takes its time, and whoever decides meanwhile
     * would decide by a state that is no longer so.
     */
    public async change(decide: (state: CloudflareState) => Outcome | Promise<Outcome>): Promise<Answer> {
        const changing = this.last.then(async () => {
            const { state, answer } = await decide(this.current);
            this.current = state;
            return answer;
        });
        this.last = changing.catch(() => undefined);
        return await changing;
    }
}
