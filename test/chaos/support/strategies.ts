import type { ChaosOptions } from "./chaos-app";

/** The app by each strategy, and with a version on standby. */
export const strategies: Readonly<Record<string, ChaosOptions>> = {
    rolling: { release: { strategy: "rolling" } },
    blueGreen: { release: { strategy: "blueGreen" } },
    canary: {
        release: {
            strategy: "canary",
            steps: [
                { weight: 20, for: "2s" },
                { weight: 50, for: "1s" },
            ],
            abortWhen: { requests: 5 },
            // The release that is recorded has no visitors.
            inconclusive: "promote",
        },
    },
    standby: { release: { strategy: "blueGreen", standby: true }, generations: 2 },
    // One task with a volume of its own: two at a time would fight, so there is a gap.
    recreate: { volume: true },
};
