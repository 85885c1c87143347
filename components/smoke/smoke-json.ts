import * as pulumi from "@pulumi/pulumi";
import type { Door, SmokePlan, SmokeRun } from "./plan";

/**
 * The flows with the values of their variables, as `components/smoke/main.ts` reads them; secret.
 *
 * @param door how they reach the app
 * @param values of the stack's variables, by name; those that the flows don't use are left out
 */
export function smokeJson(
    plan: SmokePlan,
    door: pulumi.Input<Door>,
    values: Readonly<Record<string, pulumi.Input<string>>>,
): pulumi.Output<string> {
    const used = Object.fromEntries(plan.variables.map((name) => [name, pulumi.output(values[name] ?? "")]));
    const json = pulumi
        .all([door, pulumi.all(used)])
        .apply(([by, known]) => JSON.stringify({ ...plan, ...by, values: known } satisfies SmokeRun));
    return pulumi.secret(json);
}
