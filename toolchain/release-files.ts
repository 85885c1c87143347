import type { Pin } from "./pins";
import type { Platform } from "./platform";

/** One file of an official release, at one address. */
export interface ReleaseFile {
    /** File name as the publisher lists it. */
    readonly name: string;
    readonly url: string;
}

/** What a publisher offers of one tool for one platform. */
export interface Release {
    /** The same file at each of its addresses, best first; empty where there is no release for the platform. */
    readonly files: readonly ReleaseFile[];
    /** Address of the publisher's list of sums. */
    readonly checksums?: string;
}

/** The release files of a tool for a platform. */
export function releaseOf(pin: Pin, platform: Platform): Release {
    const os = pin.os[platform.os];
    const arch = pin.arch[platform.arch];
    if (os === undefined || arch === undefined) return { files: [] };

    const fill = (template: string) =>
        template.replaceAll("{version}", pin.version).replaceAll("{os}", os).replaceAll("{arch}", arch);
    const files = pin.urls.map(fill).map((url) => ({ url, name: url.slice(url.lastIndexOf("/") + 1) }));
    return { files, ...(pin.checksums === undefined ? {} : { checksums: fill(pin.checksums) }) };
}

/** Whether a sum that can be trusted exists for a release: one that is pinned, or the publisher's own list. */
export function isVerifiable(pin: Pin, release: Release): boolean {
    return release.checksums !== undefined || release.files.every(({ name }) => pin.sha256[name] !== undefined);
}
