import { planStart } from "../components/plan/plan.render";
import type { RolloutPlan } from "../components/plan/rollout-plan";

/** What `slipway preview --json` prints. */
export interface PreviewJson {
    /** Null where the preview came to no plan, because it failed before. */
    readonly plan: RolloutPlan | null;
    /** How many of Pulumi's resources; null where Pulumi said nothing of them. */
    readonly changes: ResourceChanges | null;
    /** What the next `slipway up` will put right first, because an update before was interrupted; a line for each finding. */
    readonly recovery: readonly string[];
    /** What was said, but for the plan itself, which is said as text too. */
    readonly messages: readonly { readonly severity: string; readonly text: string }[];
}

/** Numbers of resources. */
export interface ResourceChanges {
    readonly create: number;
    readonly update: number;
    readonly replace: number;
    readonly delete: number;
    readonly same: number;
}

/** What `pulumi preview --json` prints, as far as it is looked at. */
interface Printed {
    readonly changeSummary?: Readonly<Record<string, number>>;
    readonly diagnostics?: readonly { readonly severity: string; readonly message: string }[];
}

/**
 * Makes one object of what Pulumi printed and what the program planned.
 *
 * @param printed standard output of `pulumi preview --json`
 * @param plan content of the file that `SLIPWAY_PLAN_FILE` names; undefined when there is none
 * @param recovery what the next update will put right first
 */
export function previewJson(printed: string, plan: string | undefined, recovery: readonly string[]): PreviewJson {
    const { changeSummary, diagnostics = [] }: Printed = printed.trim() === "" ? {} : JSON.parse(printed);
    return {
        plan: plan === undefined ? null : JSON.parse(plan),
        changes: changeSummary === undefined ? null : changesOf(changeSummary),
        recovery,
        messages: diagnostics
            .map(({ severity, message }) => ({ severity, text: message.trim() }))
            .filter(({ severity, text }) => severity !== "info" || !text.startsWith(planStart)),
    };
}

/** Pulumi counts a replacement once for each of its steps. */
function changesOf(counts: Readonly<Record<string, number>>): ResourceChanges {
    return {
        create: counts.create ?? 0,
        update: counts.update ?? 0,
        replace: counts.replace ?? counts["create-replacement"] ?? 0,
        delete: counts.delete ?? 0,
        same: counts.same ?? 0,
    };
}
