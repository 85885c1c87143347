/** A way in which Slipway lets a new version take over. */
export type Strategy = "rolling" | "blueGreen" | "canary" | "recreate";

/** All of them, in the order in which they are measured. */
export const strategies: readonly Strategy[] = ["rolling", "blueGreen", "canary", "recreate"];

/** Whether a strategy promises that no request fails. */
export function losesNothing(strategy: Strategy): boolean {
    return strategy !== "recreate";
}

/** Share of the requests that a canary gets at first, in percent. */
export const firstWeight = 10;

/** What a stack has as `slipway:release` for a strategy. */
export function releaseWith(strategy: Strategy): Readonly<Record<string, unknown>> {
    const release = { version: "1.0.0", timeout: "90s", strategy };
    return strategy === "canary" ? { ...release, ...shortSteps } : release;
}

/** Steps in which there are too few requests to judge by: what is measured is the way, not the waiting. */
export const shortSteps = {
    steps: [
        { weight: firstWeight, for: "3s" },
        { weight: 50, for: "3s" },
    ],
    inconclusive: "promote",
} as const;

/** A first step that lasts until the judge has seen enough, and no second. */
export const oneLongStep = {
    steps: [{ weight: firstWeight, for: "2m" }],
    abortWhen: { errorRate: "1%" },
    inconclusive: "abort",
} as const;
