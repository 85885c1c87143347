/** How a new version of a service can take the place of the old one. */
export const strategies = ["rolling", "blueGreen", "canary", "recreate"] as const;

/**
 * How a new version takes over: `rolling` replaces the tasks one by one; `blueGreen` starts all new ones beside the old
 * and then leads the requests over at once, `canary` step by step; `recreate` stops the old ones first.
 */
export type Strategy = (typeof strategies)[number];

/** Whether each version becomes a service of its own beside the one before, until the requests have been led over. */
export function hasGenerations(strategy: Strategy): boolean {
    return strategy === "blueGreen" || strategy === "canary";
}
