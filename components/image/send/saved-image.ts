import { readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import type { SavedLayer } from "./parts.plan";

/** An image as `docker image save` has written it into a folder. */
export interface SavedImage {
    readonly folder: string;
    /** What docker calls the image's configuration: JSON. */
    readonly config: string;
    /** The lowest first. */
    readonly layers: readonly SavedLayer[];
}

/** What of an image's configuration is read. */
export interface ImageConfig {
    readonly architecture: string;
    readonly os: string;
    readonly rootfs: { readonly diff_ids: readonly string[] };
}

/** @throws Error where the folder holds no image of a form that is known */
export function readSavedImage(folder: string): SavedImage {
    const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as readonly Entry[];
    const [entry] = manifest;
    if (entry === undefined) throw new Error("the engine has saved no image");
    const config = readFileSync(join(folder, entry.Config), "utf8");
    const { rootfs } = JSON.parse(config) as ImageConfig;
    if (rootfs.diff_ids.length !== entry.Layers.length)
        throw new Error("the engine has saved an image without its layers");
    const layers = rootfs.diff_ids.map((diffId, place) => {
        // What is in an image twice is a link the second time, to a file that may not be sent.
        const file = realpathSync(join(folder, entry.Layers[place] ?? ""));
        return { diffId, path: relative(realpathSync(folder), file), bytes: statSync(file).size };
    });
    return { folder, config, layers };
}

/** An image in the archive's `manifest.json`. */
interface Entry {
    readonly Config: string;
    readonly Layers: readonly string[];
}
