/** What a release or a build is made for, in Node's words. */
export interface Platform {
    /** `linux`, `darwin` … */
    readonly os: string;
    /** `x64`, `arm64` … */
    readonly arch: string;
}

/** The machine that this runs on. */
export const thisPlatform: Platform = { os: process.platform, arch: process.arch };
