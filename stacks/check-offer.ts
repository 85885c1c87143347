import * as digitalocean from "@pulumi/digitalocean";
import type { StateResources } from "../components/plan/previous-release";
import type { StackConfig } from "./config";
import { digitalOceanProblem } from "./digitalocean-problem";
import { type RegionOffer, refuseOffer } from "./refuse-offer";
import { orRunError, runError } from "./run-error";

/**
 * Sees that DigitalOcean has the servers that a stack asks for, before anything changes: it would tell only in the middle
 * of an update, and a server that is to change its size is off by then. A stack that has such servers needs no answer.
 *
 * @param state what Pulumi has of the stack
 * @throws pulumi.RunError when it has none, or cannot be asked
 */
export async function checkOffer(
    config: Pick<StackConfig, "servers" | "origin">,
    state: StateResources,
): Promise<void> {
    const { servers } = config;
    if (servers === undefined) return;
    const isSuch = ({ type, outputs }: StateResources[string]) =>
        type === dropletType && outputs.region === servers.region && outputs.size === servers.size;
    if (Object.values(state).some(isSuch)) return;
    const regions = await offeredRegions();
    orRunError(() => refuseOffer(config, regions));
}

async function offeredRegions(): Promise<readonly RegionOffer[]> {
    try {
        return (await digitalocean.getRegions({})).regions;
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw runError(digitalOceanProblem("its regions", reason));
    }
}

/** Pulumi's name for the type of a server. */
const dropletType = "digitalocean:index/droplet:Droplet";
