import { setTimeout as pause } from "node:timers/promises";

/** How long an announcement may take, its second try included, in milliseconds. */
const limit = 5_000;

/**
 * Posts a JSON text, and once more after half a second where that may help.
 *
 * @returns why it did not arrive, without a word of the URL; undefined when it did
 */
export async function post(url: string, body: string): Promise<string | undefined> {
    const deadline = AbortSignal.timeout(limit);
    const first = await attempt(url, body, deadline);
    if (first === undefined || !first.passing || deadline.aborted) return first?.reason;
    await pause(500);
    return (await attempt(url, body, deadline))?.reason;
}

interface Failure {
    readonly reason: string;
    /** It may be over in a moment. */
    readonly passing: boolean;
}

async function attempt(url: string, body: string, signal: AbortSignal): Promise<Failure | undefined> {
    try {
        const headers = { "content-type": "application/json" };
        // Followed, a POST would become a GET, and go to somebody else.
        const response = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
        await response.body?.cancel();
        const { status, ok } = response;
        return ok ? undefined : { reason: `it answers ${status}`, passing: status >= 500 || status === 429 };
    } catch (error) {
        if (signal.aborted) return { reason: `it does not answer within ${limit / 1000}s`, passing: false };
        const { cause } = error as { readonly cause?: { readonly code?: string } };
        return { reason: `it cannot be reached (${cause?.code ?? "no connection"})`, passing: true };
    }
}
