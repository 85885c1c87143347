import * as pulumi from "@pulumi/pulumi";
import type { StateResources } from "../components/plan/previous-release";

/**
 * What is deployed, as Pulumi's state has it: that is what the engine runs, also after a release that failed halfway. The
 * engine reads its own state for any backend, and no resource comes of it, as one would of a `StackReference`.
 */
export async function readState(): Promise<StateResources> {
    const stackName = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
    const { outputs = {} }: { readonly outputs?: StateResources } = await pulumi.runtime.invoke(
        "pulumi:pulumi:readStackResourceOutputs",
        { stackName },
    );
    return outputs;
}
