import { type Deployment, engineOf, stackOf } from "./deployment";
import { namesOnEngine } from "./names-on-engine";
import { planRecovery, type RecoveryPlan } from "./recovery.plan";

/** What a state needs before its next update, by what the engine that it was deployed on has now. */
export async function neededRecovery(deployment: Deployment): Promise<RecoveryPlan> {
    const engine = engineOf(deployment);
    const names = engine === undefined ? undefined : await namesOnEngine(engine, stackOf(deployment) ?? "");
    return planRecovery(deployment, names);
}
