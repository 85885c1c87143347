import { join } from "node:path";
import { listedSum } from "./checksums";
import { type DownloadLimits, download, patientLimits } from "./download";
import { humanDuration } from "./duration";
import type { Pin } from "./pins";
import type { Release, ReleaseFile } from "./release-files";
import type { Report } from "./report";
import { reasonOf, SetupError } from "./setup-error";

/** A release file that was fetched and found to be what it should be. */
export interface VerifiedFile {
    readonly path: string;
    readonly url: string;
    /** SHA-256, lower-case hex. */
    readonly sha256: string;
    /** What the sum was held against: this project's pins, or the publisher's own list of the same release. */
    readonly sumFrom: "pins" | "publisher";
}

/** How a release file is fetched. */
export interface FetchOptions {
    /** Folder that gets the file. */
    readonly into: string;
    /** The tool's name, at the head of each progress line. */
    readonly subject: string;
    readonly report: Report;
    readonly limits?: DownloadLimits;
}

/** Time between two lines about a download that goes on, in milliseconds. */
const progressEvery = 5_000;

/**
 * Fetches one file of an official release and checks its SHA-256 sum: the pinned one where there is one, else the one
 * in the publisher's list.
 *
 * @throws SetupError when the sum is not the expected one: somebody should look, so no other way is taken instead.
 * @throws Error when it can't be had, with the reason.
 */
export async function fetchOfficial(
    pin: Pin,
    release: Release,
    file: ReleaseFile,
    options: FetchOptions,
): Promise<VerifiedFile> {
    const limits = options.limits ?? patientLimits;
    const pinned = pin.sha256[file.name];
    const expected = pinned ?? (await publishedSum(release, file.name, limits.stall));
    const sumFrom = pinned === undefined ? "publisher" : "pins";

    const path = join(options.into, file.name);
    const sha256 = await download(file.url, path, progressLines(options), limits);
    if (sha256 !== expected) {
        throw new SetupError(
            [
                `${file.url} is not the file that was expected, and was thrown away:`,
                `    found     sha-256 ${sha256}`,
                `    expected  sha-256 ${expected} (${sumFrom === "pins" ? "toolchain/pins.json" : release.checksums})`,
                "    a proxy that answers in the publisher's place can be the cause; otherwise tell the publisher",
            ].join("\n"),
        );
    }
    return { path, url: file.url, sha256, sumFrom };
}

async function publishedSum(release: Release, name: string, limit: number): Promise<string> {
    if (release.checksums === undefined) throw new Error("no SHA-256 sum is pinned, and its publisher lists none");
    let list: string;
    try {
        const response = await fetch(release.checksums, { signal: AbortSignal.timeout(limit) });
        if (!response.ok) throw new Error(`HTTP ${response.status}`);
        list = await response.text();
    } catch (error) {
        throw new Error(`no list of SHA-256 sums at ${release.checksums}: ${reasonOf(error)}`);
    }
    const sum = listedSum(list, name);
    if (sum === undefined) throw new Error(`${release.checksums} does not list ${name}`);
    return sum;
}

function progressLines({ subject, report }: FetchOptions): (received: number, total: number | undefined) => void {
    const started = Date.now();
    let last = started;
    return (received, total) => {
        if (Date.now() - last < progressEvery) return;
        last = Date.now();
        const share = total === undefined ? "" : ` of ${megabytes(total)}`;
        report(`${subject}: ${megabytes(received)}${share} after ${humanDuration(last - started)}`);
    };
}

function megabytes(bytes: number): string {
    return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
