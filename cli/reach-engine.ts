import { openConnection, type ServerAddress } from "../components/host/open-connection";
import type { StackConfig } from "../stacks/config";
import { CliError } from "./cli-error";
import { askPulumi } from "./pulumi";
import type { Deployment, ExportedStack } from "./recover/deployment";
import { type KnownServer, knownServers } from "./servers/known-servers";

/** The engines of a stack, as this machine reaches them. */
export interface Cluster {
    /** Address of the engine that speaks for all of them, as docker on this machine takes it. */
    readonly engine: string;
    /** The server whose engine that is; undefined where the stack runs on this machine. */
    readonly manager?: KnownServer;
    /** All of them, the manager too; none where the stack runs on this machine. */
    readonly servers: readonly KnownServer[];
    /** What Pulumi has of the stack, where it was asked for its servers. */
    readonly deployment: Deployment;
}

/**
 * Reaches the engines of a stack: those of servers by a connection that is opened here.
 *
 * @throws CliError when the stack has no servers yet, or none that speaks for the cluster can be reached
 */
export async function reachCluster({ servers, engine, origin }: StackConfig): Promise<Cluster> {
    return servers === undefined ? { engine, servers: [], deployment: {} } : await reachServers(origin.stack);
}

/**
 * The same for the servers that a state has.
 *
 * @throws CliError as above
 */
export async function reachServers(stack: string): Promise<Cluster> {
    const { deployment, servers } = await serversOf(stack);
    const failures: CliError[] = [];
    for (const manager of servers.filter(({ role }) => role === "manager")) {
        try {
            return { engine: await reachServer(manager), manager, servers, deployment };
        } catch (error) {
            if (!(error instanceof CliError)) throw error;
            failures.push(error);
        }
    }
    throw failures[0] ?? noServers(stack);
}

/**
 * The servers of a stack, none of which is asked yet: there is one at least.
 *
 * @throws CliError when the stack has no servers yet, or Pulumi does not tell
 */
export async function serversOf(stack: string): Promise<Pick<Cluster, "servers" | "deployment">> {
    const deployment = await exported(stack);
    const servers = knownServers(deployment);
    if (servers.length === 0) throw noServers(stack);
    return { deployment, servers };
}

function noServers(stack: string): CliError {
    return new CliError(`stack ${stack} has no servers yet: ./slipway up ${stack} makes them`);
}

/** With its secrets in clear; empty where Pulumi does not know the stack. */
async function exported(stack: string): Promise<Deployment> {
    try {
        const answer = await askPulumi(["stack", "export", "--show-secrets", "--stack", stack]);
        return (JSON.parse(answer) as ExportedStack).deployment;
    } catch (error) {
        if (error instanceof CliError && error.message.includes("no stack named")) return {};
        throw error;
    }
}

/**
 * Opens the connection to a server.
 *
 * @returns address of its engine, as docker on this machine takes it
 * @throws CliError with what ssh said, or the alarm that it is not the server that answers
 */
export async function reachServer(server: ServerAddress): Promise<string> {
    try {
        return `unix://${await openConnection(server)}`;
    } catch (error) {
        throw new CliError(error instanceof Error ? error.message : String(error));
    }
}
