import type { Durations } from "./durations";
import type { State } from "./state";

/** One request as the deciding half sees it: parsed, authorised, and with the time that it came at. */
export interface Call {
    /** The path's own parameters, decoded: `id` of `/v2/droplets/:id`. */
    readonly params: Readonly<Record<string, string>>;
    readonly query: Readonly<Record<string, string>>;
    /** What the JSON body held; undefined without one. */
    readonly body: unknown;
    /** The whole address that was asked for; links in answers begin like it. */
    readonly url: string;
    /** Milliseconds since 1970. */
    readonly now: number;
    readonly durations: Durations;
}

/** What is told to the client; without a body the status is 204. */
export interface Answer {
    readonly status: 200 | 201 | 202 | 204;
    readonly body?: Readonly<Record<string, unknown>>;
}

/** What a request leads to: the answer, and the account's state from then on. */
export interface Outcome {
    readonly state: State;
    readonly answer: Answer;
}

/** Decides one request; refuses it by throwing an `ApiError`, which leaves the state as it was. */
export type Handler = (state: State, call: Call) => Outcome;
