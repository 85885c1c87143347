import { createHash } from "node:crypto";
import type { AnsweringRoute } from "./answers-well";

/** A digest of which requests go to which service: it stands in the edge's file, where scripts find it. */
export function routesDigest(
    routes: readonly (Pick<AnsweringRoute, "host" | "path"> & { readonly service: string })[],
): string {
    const ways = routes.map(({ host = "", path, service }) => [host, path, service]);
    return createHash("sha256").update(JSON.stringify(ways)).digest("hex").slice(0, 12);
}
