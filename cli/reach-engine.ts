import { openConnection, type ServerAddress } from "../components/host/open-connection";
import type { StackConfig } from "../stacks/config";
import { CliError } from "./cli-error";
import { askPulumi } from "./pulumi";
import { currentResources, type Deployment, nameOf } from "./recover/deployment";
import { isMap, type StateValue } from "./recover/state-value";

/**
 * The engine of a stack, as docker on this machine reaches it: that of servers by a connection that is opened here.
 *
 * @throws CliError when the stack has no servers yet, or they cannot be reached
 */
export async function reachEngine({ servers, engine, origin }: StackConfig): Promise<string> {
    return servers === undefined ? engine : await reachServers(origin.stack);
}

/**
 * The same for the servers that a state has.
 *
 * @throws CliError as above
 */
export async function reachServers(stack: string): Promise<string> {
    const exported = await askPulumi(["stack", "export", "--show-secrets", "--stack", stack]);
    const { deployment } = JSON.parse(exported) as { readonly deployment: Deployment };
    const manager = managerOf(deployment);
    if (manager === undefined)
        throw new CliError(`stack ${stack} has no servers yet: ./slipway up ${stack} makes them`);
    try {
        return `unix://${await openConnection(manager)}`;
    } catch (error) {
        throw new CliError(error instanceof Error ? error.message : String(error));
    }
}

/**
 * How the server is reached that speaks for the cluster.
 *
 * @param deployment with its secrets in clear
 */
export function managerOf(deployment: Deployment): ServerAddress | undefined {
    const joined = currentResources(deployment).find((resource) => nameOf(resource) === "cluster-server-0");
    const environment = revealed(joined?.inputs?.environment);
    if (!isMap(environment)) return undefined;
    const { SLIPWAY_HOST: host, SLIPWAY_HOST_KEY: hostKey, SLIPWAY_SSH_KEY: key } = environment;
    const privateKey = revealed(key);
    if (typeof host !== "string" || typeof hostKey !== "string" || typeof privateKey !== "string") return undefined;
    return { host, hostKey, privateKey };
}

/** A value of an export that shows secrets, which have theirs as JSON; providers differ in how much of an input is one. */
function revealed(value: StateValue | undefined): StateValue | undefined {
    if (typeof value !== "object" || value === null || !("plaintext" in value)) return value;
    return JSON.parse(String(value.plaintext)) as StateValue;
}
