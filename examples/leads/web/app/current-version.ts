/** Which release of the API serves. */
export interface Version {
    readonly version: string;
    readonly commit: string;
    readonly builtAt: string;
}

let answer: Promise<Version | undefined> = Promise.resolve(undefined);
let askedAt = Number.NEGATIVE_INFINITY;

/** Asks the API inside the network, once a second however many pages are shown; undefined when it does not answer. */
export function currentVersion(): Promise<Version | undefined> {
    const now = performance.now();
    if (now - askedAt > 1_000) {
        askedAt = now;
        answer = ask();
    }
    return answer;
}

async function ask(): Promise<Version | undefined> {
    const address = process.env.API_URL ?? "http://api:8000";
    try {
        const response = await fetch(`${address}/api/v1/version`, {
            cache: "no-store",
            signal: AbortSignal.timeout(3_000),
        });
        return response.ok ? ((await response.json()) as Version) : undefined;
    } catch {
        return undefined;
    }
}
