import { CliError } from "../cli-error";
import { type Docker, dockerAt } from "../docker";
import { type Cluster, reachServer } from "../reach-engine";
import type { ClusterNode } from "./cluster-nodes";

/** The engines of a cluster that this machine reaches. */
export interface ReachedEngines {
    /** The manager's first. */
    readonly engines: readonly Docker[];
    /** Why the others are not reached, by the addresses of their servers. */
    readonly unreached: ReadonlyMap<string, string>;
}

/**
 * Reaches the engine of each server beside the manager's, all at once; what a server alone knows is asked there. One of
 * which the cluster does not hear is not waited for.
 */
export async function reachOthers(
    { engine, manager, servers }: Cluster,
    nodes: readonly ClusterNode[],
): Promise<ReachedEngines> {
    const heard = new Set(nodes.filter(({ state }) => state === "ready").map(({ address }) => address));
    const others = servers.filter(({ index, host }) => index !== manager?.index && heard.has(host));
    const unreached = new Map<string, string>();
    const reached = others.map(async (server): Promise<readonly Docker[]> => {
        try {
            return [dockerAt(await reachServer(server))];
        } catch (error) {
            if (!(error instanceof CliError)) throw error;
            unreached.set(server.host, error.message);
            return [];
        }
    });
    return { engines: [dockerAt(engine), ...(await Promise.all(reached)).flat()], unreached };
}
