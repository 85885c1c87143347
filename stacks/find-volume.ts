import * as digitalocean from "@pulumi/digitalocean";
import type { StateResources } from "../components/plan/previous-release";
import { digitalOceanProblem } from "./digitalocean-problem";
import { runError } from "./run-error";

/** A volume that is there already. */
export interface FoundVolume {
    readonly id: string;
    /** GiB. */
    readonly size: number;
}

/**
 * The volume of this name that is to be taken over, if there is one: a stack that was destroyed has left its
 * data there. One that is in the state is the stack's already.
 *
 * @throws pulumi.RunError when DigitalOcean cannot be asked
 */
export async function findVolume(
    name: string,
    region: string,
    state: StateResources,
): Promise<FoundVolume | undefined> {
    const isOwn = ({ type, outputs }: StateResources[string]) => type === volumeType && outputs.name === name;
    if (Object.values(state).some(isOwn)) return undefined;
    try {
        const { id, size } = await digitalocean.getVolume({ name, region });
        return { id, size };
    } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        // The provider has no other word for it.
        if (/no volumes? .*found|could not be found|not found/i.test(message)) return undefined;
        throw runError(digitalOceanProblem(`whether there is a volume ${name} in ${region}`, message));
    }
}

/** Pulumi's name for the type of a volume. */
export const volumeType = "digitalocean:index/volume:Volume";
