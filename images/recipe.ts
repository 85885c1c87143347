import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { hostAuthorities } from "./authorities";
import { baseImages } from "./base-images";
import { recipeFolder } from "./substitutes";

/** How one substitute is made. */
export interface Recipe {
    /** The folder that holds the Dockerfile. */
    readonly folder: string;
    /** Substitutes that the Dockerfile starts from. */
    readonly bases: readonly string[];
    /** Changes with the content of the recipe, of those it starts from, and with the host's authorities. */
    readonly key: string;
}

/** Reads the recipe for an image reference; undefined when there is no substitute for it. */
export function readRecipe(reference: string): Recipe | undefined {
    const folder = recipeFolder(reference);
    return folder === undefined ? undefined : readRecipeIn(folder);
}

/** Reads the recipe in a folder. */
export function readRecipeIn(folder: string): Recipe {
    const files = readdirSync(folder).sort();
    const content = files.map((file): readonly string[] => {
        const path = join(folder, file);
        return [file, (statSync(path).mode & 0o111) === 0 ? "file" : "program", readFileSync(path, "utf8")];
    });
    const bases = baseImages(readFileSync(join(folder, "Dockerfile"), "utf8"));
    const below = bases.length === 0 ? hostAuthorities() : bases.map((base) => readRecipe(base)?.key ?? base);
    const hash = createHash("sha256").update(JSON.stringify([content, below]));
    return { folder, bases, key: hash.digest("hex").slice(0, 16) };
}
