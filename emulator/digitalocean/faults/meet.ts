import { isMeant } from "./boot-fault";
import type { Refusal } from "./fault-error";
import type { Faults, RequestFault } from "./faults";

/** What happens to one request before it is looked at. */
export interface Meeting {
    /** What is left for the next one. */
    readonly faults: Faults;
    /** Milliseconds that it waits. */
    readonly latency: number;
    readonly end: { readonly how: "cut" } | ({ readonly how: "answer" } & Refusal) | null;
}

/**
 * Lets a request meet the faults that are meant for it: the waits of all of them add up, the first that ends it does.
 *
 * @param chance draws a number from 0 to 1 for each
 */
export function meet(faults: Faults, request: { method: string; path: string }, chance: () => number): Meeting {
    if (faults.down) return { faults, latency: 0, end: { how: "cut" } };
    const met = faults.requests.filter(
        (fault) =>
            fault.times !== 0 &&
            (fault.method === undefined || fault.method === request.method) &&
            isMeant(fault.path, request.path) &&
            (fault.rate >= 1 || chance() < fault.rate),
    );
    const left = faults.requests.map((fault) =>
        met.includes(fault) && fault.times !== null ? { ...fault, times: fault.times - 1 } : fault,
    );
    const ending = met.find(({ cut, status }) => cut || status !== undefined);
    return {
        faults: { ...faults, requests: left.filter(({ times }) => times !== 0) },
        latency: met.reduce((sum, fault) => sum + fault.latency, 0),
        end: ending === undefined ? null : endOf(ending),
    };
}

function endOf({ cut, status, message, retryAfter }: RequestFault): Meeting["end"] {
    if (cut || status === undefined) return { how: "cut" };
    const words = message === undefined ? {} : { message };
    return { how: "answer", status, ...words, ...(retryAfter === undefined ? {} : { retryAfter }) };
}
