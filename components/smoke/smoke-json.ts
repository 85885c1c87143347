import * as pulumi from "@pulumi/pulumi";
import type { SmokePlan, SmokeRun } from "./plan";

/**
 * The flows with the values of their variables, as `components/smoke/main.ts` reads them; secret.
 *
 * @param address at which the edge is reached
 * @param values of the stack's variables, by name; those that the flows don't use are left out
 */
export function smokeJson(
    plan: SmokePlan,
    address: pulumi.Input<string>,
    values: Readonly<Record<string, pulumi.Input<string>>>,
): pulumi.Output<string> {
    const used = Object.fromEntries(plan.variables.map((name) => [name, pulumi.output(values[name] ?? "")]));
    const json = pulumi
        .all([address, pulumi.all(used)])
        .apply(([at, known]) => JSON.stringify({ ...plan, address: at, values: known } satisfies SmokeRun));
    return pulumi.secret(json);
}
