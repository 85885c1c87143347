import type { Pin } from "./pins";
import type { Platform } from "./platform";
import { isVerifiable, type Release, type ReleaseFile, releaseOf } from "./release-files";
import { reasonOf } from "./setup-error";

/** Whether an official release can be had from here: at which addresses, or why not. */
export type Reach = { readonly files: readonly ReleaseFile[]; readonly release: Release } | { readonly reason: string };

/** How long one quick look at a publisher's server may take, in milliseconds. */
const quickLook = 4_000;

/** Looks, once and quickly, where the official release of a tool can be had. Never throws. */
export async function reach(pin: Pin, platform: Platform, limit = quickLook): Promise<Reach> {
    const release = releaseOf(pin, platform);
    if (release.files.length === 0) return { reason: `no official release for ${platform.os} on ${platform.arch}` };
    if (!isVerifiable(pin, release)) {
        return { reason: "no SHA-256 sum is pinned for the official download, and its publisher lists none" };
    }
    const answers = await Promise.all(release.files.map((file) => look(file.url, limit)));
    const files = release.files.filter((_, index) => answers[index] === undefined);
    if (files.length > 0) return { files, release };
    return { reason: `no official download reachable: ${[...new Set(answers)].join(", ")}` };
}

/** Undefined when the address answers well, else why not. */
async function look(url: string, limit: number): Promise<string | undefined> {
    const { host } = new URL(url);
    try {
        const response = await fetch(url, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(limit) });
        return response.status < 400 ? undefined : `${host} says HTTP ${response.status}`;
    } catch (error) {
        if (error instanceof Error && error.name === "TimeoutError")
            return `${host} gave no answer within ${limit / 1000}s`;
        return `${host}: ${reasonOf(error)}`;
    }
}
