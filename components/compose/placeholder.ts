import { createHash } from "node:crypto";

/** What a placeholder stands for the engine name of. */
export type PlaceholderKind = "network" | "secret" | "config";

/**
 * Name of the environment variable that carries the engine's name of a network, secret or config to
 * `docker stack deploy`, e.g. `SLIPWAY_SECRET_JWT_SECRET_KEY`. It is a valid name in sh, and no two names share one:
 * where characters had to be replaced, a digest of the name follows.
 */
export function placeholder(kind: PlaceholderKind, name: string): string {
    const safe = name.replaceAll(/[^A-Za-z0-9_]/g, "_");
    const exact = safe === name && !name.includes("__");
    return `SLIPWAY_${kind.toUpperCase()}_${exact ? name : `${safe}__${digest(name)}`}`;
}

/** Whether an environment variable carries such a name. */
export function isPlaceholder(variable: string): boolean {
    return /^SLIPWAY_(?:NETWORK|SECRET|CONFIG)_/.test(variable);
}

function digest(name: string): string {
    return createHash("sha256").update(name).digest("hex").slice(0, 8);
}
