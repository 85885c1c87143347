import type { EdgeView, Origin } from "../cloudflare/edge/view";
import { findSite } from "./find-origins";

/** Gives the addresses of a name outside of the edge's zones; none where it has none. */
export type Lookup = (name: string) => Promise<readonly string[]>;

/**
 * The addresses of a name's origins: an alias is followed, through names that are proxied themselves too. None where it
 * leads nowhere.
 */
export async function originAddresses(
    view: EdgeView,
    origins: readonly Origin[],
    lookup: Lookup,
    depth = 0,
): Promise<readonly string[]> {
    const found = await Promise.all(
        origins.map(async ({ type, content }) => {
            if (type !== "CNAME") return [content];
            if (depth === longestChain) return [];
            const next = findSite(view, content);
            return next ? await originAddresses(view, next.origins, lookup, depth + 1) : await lookup(content);
        }),
    );
    return found.flat();
}

/** Chains longer than this are loops, or as good as. */
const longestChain = 8;
