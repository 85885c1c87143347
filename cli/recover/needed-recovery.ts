import { type Deployment, stackOf } from "./deployment";
import { namesOnEngine } from "./names-on-engine";
import { reachedEngine } from "./reached-engine";
import { planRecovery, type RecoveryPlan } from "./recovery.plan";

/** What a state needs before its next update, by what the engine that it was deployed on has now. */
export async function neededRecovery(stack: string, deployment: Deployment): Promise<RecoveryPlan> {
    const engine = await reachedEngine(stack, deployment);
    const names = engine === undefined ? undefined : await namesOnEngine(engine, stackOf(deployment) ?? "");
    return planRecovery(deployment, names);
}
