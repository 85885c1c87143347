import type { Account } from "./account/account";
import { uuid } from "./ids";
import { placeInVpc } from "./networks/private-address";
import type { State } from "./state";

/** What an account looks like before its first request. */
export interface Beginning {
    /** Two accounts with different seeds have different ids. */
    readonly seed: string;
    /** An IPv4 network in CIDR notation; its first address is the gateway's. */
    readonly publicNetwork: string;
    /** Range of the first private network, within 10.0.0.0/8, in CIDR notation. By default 10.100.0.0/20. */
    readonly privateNetwork?: string;
    /** Milliseconds since 1970. */
    readonly now: number;
    /** What differs from a new account: 25 droplets, 3 reserved IPs. */
    readonly account?: Partial<Account>;
    /** Regions that have their default VPC already; elsewhere the first VPC becomes it, and can then not be deleted. */
    readonly usedRegions?: readonly string[];
}

/** An account with nothing in it but its default project, and default VPCs where asked for. */
export function initialState({ usedRegions = [], ...beginning }: Beginning): State {
    return usedRegions.reduce(
        (state, region) => placeInVpc(state, region, undefined, beginning.now).state,
        emptyState(beginning),
    );
}

function emptyState({ seed, publicNetwork, privateNetwork = "10.100.0.0/20", now, account }: Beginning): State {
    const owner = uuid(`${seed}/account`);
    return {
        seed,
        serial: 0,
        publicNetwork,
        privateNetwork,
        lastPublic: 1,
        account: {
            dropletLimit: 25,
            reservedIpLimit: 3,
            volumeLimit: 100,
            email: "rehearsal@example.com",
            uuid: owner,
            team: "Rehearsal",
            ...account,
        },
        sshKeys: [],
        tags: [],
        projects: [
            {
                id: uuid(`${seed}/project`),
                name: "Default",
                description: "Default project",
                purpose: "Just trying out DigitalOcean",
                environment: "Development",
                isDefault: true,
                createdAt: now,
                updatedAt: now,
            },
        ],
        belongings: [],
        vpcs: [],
        droplets: [],
        volumes: [],
        snapshots: [],
        firewalls: [],
        reservedIps: [],
        loadBalancers: [],
        actions: [],
        bootFaults: [],
    };
}
