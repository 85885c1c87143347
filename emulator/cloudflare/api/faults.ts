import { type Answer, failure } from "./answer";

/** What goes wrong on request, for all requests to the API alike. */
export interface Faults {
    /** From 0 to 1: how many of the requests get a 500. */
    readonly errorRate: number;
    /** Milliseconds that each answer takes longer. */
    readonly latency: number;
    /** Each request gets a 429 that says to come back after so many seconds; null: none does. */
    readonly retryAfter: number | null;
    /** Connections are cut without an answer. */
    readonly down: boolean;
    /** How many more requests they hit; null: all. */
    readonly times: number | null;
}

/** Nothing goes wrong. */
export const noFaults: Faults = { errorRate: 0, latency: 0, retryAfter: null, down: false, times: null };

/** What becomes of one request. */
export interface Fate {
    /** Milliseconds before anything else. */
    readonly latency: number;
    /** `cut`: no answer; an answer: this one instead of the endpoint's; undefined: the endpoint's. */
    readonly instead: "cut" | Answer | undefined;
    /** The faults for the next request. */
    readonly left: Faults;
}

/**
 * Decides what becomes of a request.
 *
 * @param draw a number from 0 to 1, without 1
 */
export function fateOf(faults: Faults, draw: number): Fate {
    if (faults.times === 0) return { latency: 0, instead: undefined, left: noFaults };
    const left = faults.times === null ? faults : { ...faults, times: faults.times - 1 };
    return { latency: faults.latency, instead: instead(faults, draw), left };
}

/**
 * Reads the body of `POST /_faults`; what it leaves out does not go wrong.
 *
 * @throws Error with a sentence for whoever sent it
 */
export function readFaults(body: unknown): Faults {
    const given = typeof body === "object" && body !== null ? body : {};
    const unknown = Object.keys(given).filter((key) => !(key in noFaults));
    if (unknown.length > 0) throw new Error(`unknown fault "${unknown.join('", "')}"; known: ${Object.keys(noFaults)}`);
    const faults: Faults = { ...noFaults, ...given };
    const numbers = [faults.errorRate, faults.latency, faults.retryAfter ?? 0, faults.times ?? 0];
    if (numbers.some((one) => typeof one !== "number" || !(one >= 0)) || faults.errorRate > 1) {
        throw new Error("errorRate is a number from 0 to 1; latency, retryAfter and times are numbers from 0 on");
    }
    if (typeof faults.down !== "boolean") throw new Error("down is true or false");
    return faults;
}

function instead({ down, retryAfter, errorRate }: Faults, draw: number): Fate["instead"] {
    if (down) return "cut";
    if (retryAfter !== null) return tooMany(retryAfter);
    return draw < errorRate ? failure(500, { code: 1000, message: "Internal server error." }) : undefined;
}

/** The answer to one request too many. See "Rate limits". */
export function tooMany(retryAfter: number): Answer {
    const answer = failure(429, { code: 971, message: "Please wait and consider throttling your request speed" });
    return { ...answer, headers: { "retry-after": String(Math.ceil(retryAfter)) } };
}
