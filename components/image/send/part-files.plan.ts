import type { Part } from "./parts.plan";
import type { ImageConfig, SavedImage } from "./saved-image";

/** Label of what an engine has got of an image so far: the image's reference. */
export const partLabel = "slipway.part";

/** What an archive for `docker image load` holds beside layers. */
export interface PartFiles {
    readonly "manifest.json": string;
    readonly "config.json": string;
}

/**
 * The files that make a part of an image one that an engine loads: the image itself with its last layer, and before that an
 * image without a name, which ends with the part. Layers below the part are named and not sent.
 *
 * @param created now, in ISO 8601
 */
export function partFiles(
    { config, layers }: Pick<SavedImage, "config" | "layers">,
    { to }: Pick<Part, "to">,
    { reference, created }: { readonly reference: string; readonly created: string },
): PartFiles {
    const isWhole = to === layers.length;
    const entry = {
        Config: "config.json",
        RepoTags: isWhole ? [reference] : [],
        Layers: layers.slice(0, to).map(({ path }) => path),
    };
    return {
        "manifest.json": JSON.stringify([entry]),
        "config.json": isWhole ? config : JSON.stringify(beginningOf(JSON.parse(config) as ImageConfig)),
    };

    function beginningOf({ architecture, os, rootfs }: ImageConfig): object {
        return {
            ...{ architecture, os, created },
            config: { Labels: { [partLabel]: reference } },
            rootfs: { type: "layers", diff_ids: rootfs.diff_ids.slice(0, to) },
        };
    }
}
