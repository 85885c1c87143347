import type { ServerSettings } from "./server-settings";

/** The keys that open the server to its user `slipway`: Slipway's own, then the teammates', each with its name behind it. */
export function authorizedKeys({ deployKey, keys }: Pick<ServerSettings, "deployKey" | "keys">): string {
    const named = Object.entries(keys).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return [...[["slipway", deployKey] as const], ...named].map(([name, key]) => `${bareKey(key)} ${name}\n`).join("");
}

/** Type and key, without the comment. */
function bareKey(key: string): string {
    return key.trim().split(/\s+/).slice(0, 2).join(" ");
}
