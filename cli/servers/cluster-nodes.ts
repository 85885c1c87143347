import type { Docker } from "../docker";

/** A server as the cluster knows it. */
export interface ClusterNode {
    readonly id: string;
    readonly name: string;
    /** Public IPv4 address; empty for one that Slipway did not make. */
    readonly address: string;
    readonly isManager: boolean;
    readonly isLeader: boolean;
    /** Whether the managers count it as one of them; one from before a cluster was begun anew they do not. */
    readonly hasVote: boolean;
    /** `ready`, or why not. */
    readonly state: string;
    /** `active`, `pause` or `drain`. */
    readonly availability: string;
    /** Version of its engine. */
    readonly engine: string;
    readonly data: boolean;
}

/** What the engine says of a node, as far as it is read. */
interface Inspected {
    readonly ID: string;
    readonly Spec: {
        readonly Labels?: Readonly<Record<string, string>> | null;
        readonly Role: string;
        readonly Availability: string;
    };
    readonly Description: { readonly Hostname: string; readonly Engine: { readonly EngineVersion: string } };
    readonly Status: { readonly State: string };
    readonly ManagerStatus?: { readonly Leader?: boolean };
}

/**
 * Asks a manager for the nodes of its cluster, in the order of their names.
 *
 * @throws CliError with what the engine said, when it is no manager or has lost the others
 */
export async function clusterNodes(docker: Docker): Promise<readonly ClusterNode[]> {
    const ids = (await docker.ask("node", "ls", "--quiet")).split("\n").filter((id) => id !== "");
    const inspected = JSON.parse(await docker.ask("node", "inspect", ...ids)) as readonly Inspected[];
    return inspected
        .map(({ ID, Spec, Description, Status, ManagerStatus }) => {
            const labels = Spec.Labels ?? {};
            return {
                id: ID,
                name: labels["slipway.title"] ?? Description.Hostname,
                address: labels["slipway.address"] ?? "",
                isManager: Spec.Role === "manager",
                isLeader: ManagerStatus?.Leader === true,
                hasVote: ManagerStatus !== undefined,
                state: Status.State,
                availability: Spec.Availability,
                engine: Description.Engine.EngineVersion,
                data: labels["slipway.data"] === "yes",
            };
        })
        .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
