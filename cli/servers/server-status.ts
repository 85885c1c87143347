import type { ClusterNode } from "./cluster-nodes";
import type { KnownServer } from "./known-servers";

/** A server as it runs. */
export interface ServerStatus {
    readonly name: string;
    /** Public IPv4 address. */
    readonly address: string;
    /** What it is in the cluster; the leader is the manager that speaks for the others. */
    readonly role: "leader" | "manager" | "worker";
    /** Version of its engine; empty where the cluster does not know the server. */
    readonly engine: string;
    /**
     * `ready`; `down`, where the cluster does not hear of it; `drained` or `paused`, where nothing new starts; `absent`,
     * where the cluster does not know it.
     */
    readonly state: "ready" | "down" | "drained" | "paused" | "absent";
    /** Whether the data lie on it. */
    readonly data: boolean;
    /** Why this machine does not reach it, when it was asked. */
    readonly unreached?: string;
}

/**
 * What to tell about each server: those that Pulumi has made, in their order, then those that the cluster has beside them.
 *
 * @param unreached why this machine does not reach some, by their addresses
 */
export function serverStatus(
    servers: readonly KnownServer[],
    nodes: readonly ClusterNode[],
    unreached: ReadonlyMap<string, string>,
): readonly ServerStatus[] {
    const known = servers.map(({ name, host, role, index }): ServerStatus => {
        const node = nodes.find(({ address }) => address === host);
        const reason = unreached.get(host);
        return {
            ...{ name, address: host, role: node === undefined ? role : roleOf(node), engine: node?.engine ?? "" },
            ...{ state: node === undefined ? "absent" : stateOf(node), data: index === 0 },
            ...(reason === undefined ? {} : { unreached: reason }),
        };
    });
    const addresses = new Set(servers.map(({ host }) => host));
    const others = nodes.filter(({ address }) => !addresses.has(address));
    return [
        ...known,
        ...others.map((node): ServerStatus => {
            const { name, address, engine, data } = node;
            return { name, address, role: roleOf(node), engine, state: stateOf(node), data };
        }),
    ];
}

function roleOf({ isLeader, isManager }: ClusterNode): ServerStatus["role"] {
    if (isLeader) return "leader";
    return isManager ? "manager" : "worker";
}

function stateOf({ state, availability }: ClusterNode): ServerStatus["state"] {
    if (state !== "ready") return "down";
    if (availability === "drain") return "drained";
    return availability === "pause" ? "paused" : "ready";
}
