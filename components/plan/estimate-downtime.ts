import type { ServiceModel } from "../compose/model";
import type { Downtime } from "./rollout-plan";

/** Nobody notices. */
export const noDowntime: Downtime = { seconds: 0, basis: "none" };

/** What an app takes to stop when it is told to, and its container to start. */
const changeover = 1;

/** A task without a health check counts as healthy when it has lasted about so long. */
const unchecked = 2;

/**
 * Seconds for which a service does not answer while its one task stops and the next one gets healthy, which it is at its
 * first check at the earliest: an app that starts slowly takes longer.
 */
export function estimateDowntime({ healthcheck }: Pick<ServiceModel, "healthcheck">): Downtime {
    const test = healthcheck?.test ?? [];
    const isChecked = test.length > 0 && test[0] !== "NONE";
    const first = isChecked ? secondsOf(healthcheck?.interval ?? "30s") : unchecked;
    return { seconds: changeover + Math.ceil(first), basis: "estimated" };
}

const unitSeconds: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** Of a duration as the compose model has it, e.g. `1m30s`. */
function secondsOf(duration: string): number {
    const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
    return parts.reduce((sum, [, amount, unit = ""]) => sum + Number(amount) * (unitSeconds[unit] ?? 0), 0);
}
