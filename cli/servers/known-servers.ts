import type { ServerAddress } from "../../components/host/open-connection";
import { currentResources, type Deployment, nameOf, type StateResource } from "../recover/deployment";
import { isMap, type StateValue } from "../recover/state-value";

/** A server of a stack, as the state knows it. */
export interface KnownServer extends ServerAddress {
    /** Its place among the stack's servers, from 0; the first one has the data. */
    readonly index: number;
    /** Its name with DigitalOcean, which is its host name too. */
    readonly name: string;
    /** What it was made in the cluster. */
    readonly role: "manager" | "worker";
}

/**
 * The servers of a stack that have joined its cluster, in the order of their indexes; none where it runs on this machine.
 *
 * @param deployment with its secrets in clear
 */
export function knownServers(deployment: Deployment): readonly KnownServer[] {
    const servers = currentResources(deployment).flatMap((resource) => {
        const [, index] = /^cluster-server-(0|[1-9]\d*)$/.exec(nameOf(resource)) ?? [];
        return index === undefined ? [] : serverIn(resource, Number(index));
    });
    return servers.toSorted((a, b) => a.index - b.index);
}

/** None where anything is missing without which it cannot be reached. */
function serverIn({ inputs }: StateResource, index: number): readonly KnownServer[] {
    const environment = revealed(inputs?.environment);
    if (!isMap(environment)) return [];
    const { SLIPWAY_HOST: host, SLIPWAY_HOST_KEY: hostKey, SLIPWAY_SSH_KEY: key, SLIPWAY_TITLE: title } = environment;
    const privateKey = revealed(key);
    if (typeof host !== "string" || typeof hostKey !== "string" || typeof privateKey !== "string") return [];
    const name = typeof title === "string" ? title : `server-${index}`;
    const role = environment.SLIPWAY_ROLE === "worker" ? "worker" : "manager";
    return [{ index, name, role, host, hostKey, privateKey }];
}

/** A value of an export that shows secrets, which have theirs as JSON; providers differ in how much of an input is one. */
function revealed(value: StateValue | undefined): StateValue | undefined {
    if (typeof value !== "object" || value === null || !("plaintext" in value)) return value;
    return JSON.parse(String(value.plaintext)) as StateValue;
}
