import { createHash } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { reasonOf } from "./setup-error";

/** Limits of a download. */
export interface DownloadLimits {
    /** Milliseconds without a single byte after which the connection is given up. */
    readonly stall: number;
    /** How often a broken-off transfer is taken up again where it ended. */
    readonly resumes: number;
}

/** Limits that suit a slow line: nothing for half a minute is a dead connection. */
export const patientLimits: DownloadLimits = { stall: 30_000, resumes: 3 };

/** Called while bytes come in; `total` is undefined where the server does not say. */
export type Progress = (received: number, total: number | undefined) => void;

/** A response that no retry will change. */
class FinalError extends Error {}

/** What one connection needs to know of those before it. */
interface Transfer {
    readonly url: string;
    readonly target: string;
    readonly limits: DownloadLimits;
    readonly progress: Progress;
    received: number;
    /** Tells whether the file behind the address is still the same one. */
    tag: string | undefined;
}

/**
 * Fetches a file and returns the SHA-256 sum (lower-case hex) of what was stored. A transfer that breaks off is taken
 * up again; when it fails for good, nothing is left at `target`.
 *
 * @throws Error whose message says why, without the address.
 */
export async function download(
    url: string,
    target: string,
    progress: Progress,
    limits = patientLimits,
): Promise<string> {
    const transfer: Transfer = { url, target, limits, progress, received: 0, tag: undefined };
    try {
        for (let attempt = 0; ; attempt++) {
            try {
                await receive(transfer);
                return await sumOf(target);
            } catch (error) {
                if (error instanceof FinalError || attempt === limits.resumes) throw error;
            }
        }
    } catch (error) {
        await rm(target, { force: true });
        throw new Error(reasonOf(error));
    }
}

async function receive(transfer: Transfer): Promise<void> {
    const stalled = new AbortController();
    const giveUp = () => stalled.abort(new Error(`no data for ${transfer.limits.stall / 1000}s`));
    let timer = setTimeout(giveUp, transfer.limits.stall);
    try {
        const response = await fetch(transfer.url, { headers: rangeHeaders(transfer), signal: stalled.signal });
        const length = begin(transfer, response);
        const total = length === undefined ? undefined : transfer.received + length;
        const file = await open(transfer.target, transfer.received > 0 ? "a" : "w");
        try {
            for await (const chunk of response.body ?? []) {
                await file.write(chunk);
                transfer.received += chunk.length;
                transfer.progress(transfer.received, total);
                clearTimeout(timer);
                timer = setTimeout(giveUp, transfer.limits.stall);
            }
        } finally {
            await file.close();
        }
        if (total !== undefined && transfer.received < total) {
            throw new Error(`broken off after ${transfer.received} of ${total} bytes`);
        }
    } finally {
        clearTimeout(timer);
    }
}

/** Without a tag there is no telling whether the rest would fit: start anew. */
function rangeHeaders(transfer: Transfer): Record<string, string> {
    if (transfer.tag === undefined) transfer.received = 0;
    if (transfer.received === 0) return {};
    return { range: `bytes=${transfer.received}-`, "if-range": transfer.tag ?? "" };
}

/** Number of bytes still to come, where the server says so. */
function begin(transfer: Transfer, response: Response): number | undefined {
    if (response.status >= 500) throw new Error(`HTTP ${response.status}`);
    if (!response.ok) throw new FinalError(`HTTP ${response.status}`);
    if (response.status !== 206) transfer.received = 0;
    transfer.tag = response.headers.get("etag") ?? undefined;
    const length = response.headers.get("content-length");
    return length === null ? undefined : Number(length);
}

async function sumOf(path: string): Promise<string> {
    const hash = createHash("sha256");
    const file = await open(path);
    for await (const chunk of file.createReadStream()) hash.update(chunk);
    return hash.digest("hex");
}
