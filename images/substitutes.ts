import { join } from "node:path";

/** The folder in which each substitute has its recipe. */
const recipes = join(__dirname, "substitutes");

/**
 * The official images that Slipway can make out of Debian's, npm's and PyPI's packages, by reference, with the name
 * of the recipe's folder.
 */
const known: Readonly<Record<string, string>> = {
    "certbot/dns-cloudflare:v5.8.0": "certbot",
    "debian:bookworm-slim": "debian",
    "node:22-bookworm-slim": "node",
    "postgres:15-bookworm": "postgres",
    "python:3.11-slim-bookworm": "python",
    "redis:7.0-bookworm": "redis",
    "traefik:v3.7.15": "traefik",
};

/** The references that have a substitute, in order. */
export const substitutable: readonly string[] = Object.keys(known);

/** The recipe's folder for an image reference, if there is a substitute for it. */
export function recipeFolder(reference: string): string | undefined {
    const folder = known[familiar(reference)];
    return folder === undefined ? undefined : join(recipes, folder);
}

/** The reference without what Docker adds by itself: `docker.io/library/debian:12` is `debian:12`. */
function familiar(reference: string): string {
    return reference.replace(/^(index\.)?docker\.io\//, "").replace(/^library\//, "");
}
