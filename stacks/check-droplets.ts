import * as digitalocean from "@pulumi/digitalocean";
import type { StateResources } from "../components/plan/previous-release";
import type { StackConfig } from "./config";
import { digitalOceanProblem } from "./digitalocean-problem";
import { type DropletAccount, refuseDroplets } from "./refuse-droplets";
import { dropletType } from "./refuse-lost";
import { orRunError, runError } from "./run-error";

/**
 * Sees that the account may have the servers that are to be made, before anything changes: DigitalOcean would refuse the
 * last of them in the middle of an update. Where none is to be made, nobody is asked.
 *
 * @param state what Pulumi has of the stack
 * @throws pulumi.RunError when there are too many, or DigitalOcean cannot be asked
 */
export async function checkDroplets(
    config: Pick<StackConfig, "servers" | "origin">,
    state: StateResources,
): Promise<void> {
    const own = Object.values(state).filter(({ type }) => type === dropletType).length;
    if (config.servers === undefined || config.servers.count <= own) return;
    const account = await readAccount();
    orRunError(() => refuseDroplets(config, own, account));
}

async function readAccount(): Promise<DropletAccount> {
    try {
        const [{ dropletLimit }, { droplets }] = await Promise.all([
            digitalocean.getAccount(),
            digitalocean.getDroplets({}),
        ]);
        return { limit: dropletLimit, used: droplets.length };
    } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw runError(digitalOceanProblem("how many droplets the account may have", reason));
    }
}
