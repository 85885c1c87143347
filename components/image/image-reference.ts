import type { BuildModel } from "../compose/model";
import { contentHash } from "./content-hash";

/** What the reference of an image that is built here is made from. */
export interface ImageSource {
    /** Repository of the image, e.g. `slipway-local-3f9a/api`. */
    readonly repository: string;
    readonly build: BuildModel;
    /** What it shall run on, e.g. `linux/amd64`; the engine's own platform when left out. */
    readonly platform?: string;
    /** Version of the release. */
    readonly version: string;
}

/** Full reference of an image, known before it is built: its tag is the version and a digest of what goes into it. */
export function imageReference({ repository, build, platform, version }: ImageSource): string {
    // A tag cannot have the + of a version's build metadata.
    return `${repository}:${version.replace("+", "_")}-${contentHash(build, platform)}`;
}
