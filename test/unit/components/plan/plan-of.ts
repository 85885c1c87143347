import type { RolloutPlan, ServicePlan } from "../../../../components/plan/rollout-plan";

const none = { added: [], changed: [], removed: [] };

/** A plan's service that is released without a change, and what a test says otherwise. */
export function serviceOf(name: string, changes: Partial<ServicePlan> = {}): ServicePlan {
    return {
        ...{ name, change: "unchanged", strategy: "rolling", why: "it has no route" },
        ...{ inPlace: false, standby: false, goesBeforeRoute: false },
        downtime: { seconds: 0, basis: "none" },
        image: { from: `${name}:1`, to: `${name}:1` },
        ...{ variables: none, secrets: none, configs: none, other: [] },
        ...changes,
    };
}

/** A plan with these services, and what a test says otherwise. */
export function planOf(services: readonly ServicePlan[], changes: Partial<RolloutPlan> = {}): RolloutPlan {
    return {
        ...{ stack: "staging", version: { from: "1.4.1", to: "1.5.0" }, services },
        ...{ gates: { healthy: 300, smoke: [] }, failures: [], notes: [] },
        ...changes,
    };
}
