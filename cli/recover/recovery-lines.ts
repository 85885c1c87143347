import { nameOf } from "./deployment";
import type { RecoveryPlan } from "./recovery.plan";

/** What a recovery tells the person who waits, a line for each finding. */
export function recoveryLines(stack: string, plan: RecoveryPlan): readonly string[] {
    const again = [...plan.repeat].map(([urn, reason]) => `${nameOf({ urn })} is applied again: ${reason}`);
    const missing = plan.missing.map((urn) => `${nameOf({ urn })} is made again: it is gone from the engine`);
    const cut = plan.interrupted ? ["the update before was cut off"] : [];
    return [...cut, ...again, ...missing].map((line) => `stack ${stack}: ${line}`);
}
