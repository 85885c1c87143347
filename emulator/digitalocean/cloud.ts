import { advance } from "./advance";
import type { Answer, Call, Handler } from "./call";
import type { Durations } from "./durations";
import type { Machines } from "./machines/machines";
import { planOrders } from "./machines/plan-orders";
import { type Failure, Runner } from "./machines/runner";
import type { State } from "./state";

/** What an account lives in. */
export interface Surroundings {
    readonly machines: Machines;
    /** Milliseconds since 1970. */
    readonly clock: () => number;
    readonly durations: Durations;
    /** Gets each new state, to keep it. */
    readonly keep: (state: State) => void;
    /** Gets what the machines could not do. */
    readonly report: (failure: Failure) => void;
}

/** The account as it is, and its machines: decides a request, then gives the orders that follow from it. */
export class Cloud {
    readonly #runner: Runner;
    #state: State;

    /** @param kept whether the state is of an earlier time, so that its machines have to be brought about */
    constructor(
        state: State,
        kept: boolean,
        private readonly surroundings: Surroundings,
    ) {
        this.#runner = new Runner(surroundings.machines);
        this.#state = state;
        if (kept) this.#runner.start(planOrders(undefined, state));
    }

    /**
     * Answers a request, at the time that it is.
     *
     * @throws ApiError when it is refused
     */
    handle(handler: Handler, request: Pick<Call, "params" | "query" | "body" | "url">): Answer {
        const { clock, durations } = this.surroundings;
        const { state, answer } = handler(this.state(), { ...request, now: clock(), durations });
        this.#become(state);
        return answer;
    }

    /** Everything that there is by now. */
    state(): State {
        const failures = this.#runner.takeFailures();
        for (const failure of failures) this.surroundings.report(failure);
        const failed = new Set(failures.flatMap(({ subjects }) => subjects));
        this.#become(advance(this.#state, { now: this.surroundings.clock(), busy: this.#runner.busy(), failed }));
        return this.#state;
    }

    /** Changes the account without a request. */
    change(change: (state: State) => State): void {
        this.#become(change(this.state()));
    }

    /** Comes back when the machines have nothing left to do. */
    async idle(): Promise<void> {
        await this.#runner.idle();
        this.state();
    }

    #become(state: State): void {
        if (state === this.#state) return;
        this.#runner.start(planOrders(this.#state, state));
        this.#state = state;
        this.surroundings.keep(state);
    }
}
