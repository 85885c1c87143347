import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import type { StateResources } from "../components/plan/previous-release";
import { digitalOceanProblem } from "./digitalocean-problem";
import { dropletType, refuseLost } from "./refuse-lost";
import { runError } from "./run-error";

/**
 * Sees that the account still has the servers that the state has, before anything changes. A stack that has none yet asks
 * nobody.
 *
 * @param state what Pulumi has of the stack
 * @throws pulumi.RunError when one is gone, or DigitalOcean cannot be asked, e.g. because the token is no longer valid
 */
export async function checkLost(state: StateResources): Promise<void> {
    const hasSome = Object.values(state).some(({ type }) => type === dropletType);
    refuseLost(state, hasSome ? await dropletUrns() : new Set(), pulumi.getStack());
}

async function dropletUrns(): Promise<ReadonlySet<string>> {
    try {
        const { droplets } = await digitalocean.getDroplets({});
        return new Set(droplets.map(({ urn }) => urn));
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw runError(digitalOceanProblem("which servers it has", reason));
    }
}
