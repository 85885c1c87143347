import type { Docker } from "./docker";
import { labelled } from "./labelled";

/** Names on the engine of the services of a stack, by their names in the compose file. */
export async function engineNames(docker: Docker, prefix: string): Promise<ReadonlyMap<string, string>> {
    return new Map(await labelled(docker, prefix, "slipway.service"));
}
