import { reasonOf } from "../toolchain/setup-error";

/** How long Docker Hub has to answer, in milliseconds. */
const limit = 4_000;

/** Why Docker Hub cannot be reached from here, or undefined when it can. Never throws. */
export async function hubObstacle(registry = "https://registry-1.docker.io/v2/"): Promise<string | undefined> {
    try {
        const { status } = await fetch(registry, { signal: AbortSignal.timeout(limit) });
        // 401 is the registry's welcome to those who have not logged in.
        return status === 200 || status === 401 ? undefined : `it answers HTTP ${status}`;
    } catch (error) {
        if (error instanceof Error && error.name === "TimeoutError") return `no answer within ${limit / 1000}s`;
        return reasonOf(error);
    }
}

/** Whether a reference means an image on Docker Hub: its first part is no host name. */
export function isOnHub(reference: string): boolean {
    const [first = "", ...rest] = reference.split("/");
    return rest.length === 0 || !/[.:]|^localhost$/.test(first) || /^(index\.)?docker\.io$/.test(first);
}
