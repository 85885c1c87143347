import type { Account } from "./account/account";
import type { SshKey } from "./account/ssh-key";
import type { Action } from "./actions/action";
import type { Droplet } from "./droplets/droplet";
import type { BootFault } from "./faults/boot-fault";
import type { Firewall } from "./firewalls/firewall";
import type { LoadBalancer } from "./load-balancers/load-balancer";
import type { Vpc } from "./networks/vpc";
import type { Belonging, Project } from "./projects/project";
import type { ReservedIp } from "./reserved-ips/reserved-ip";
import type { Snapshot, Volume } from "./volumes/volume";

/**
 * Everything that an account has, as plain data: what one JSON file holds. Lists are in the order of creation.
 *
 * Where a change takes time, a record has both what is wanted, which the machines are told at once, and what the API
 * tells, which follows when the action is completed.
 */
export interface State {
    /** What UUIDs and request ids are made from, together with `serial`. */
    readonly seed: string;
    /** How many ids were drawn. */
    readonly serial: number;
    /** The IPv4 network, in CIDR notation, that droplets, load balancers and reserved IPs have their addresses from. */
    readonly publicNetwork: string;
    /** The range in CIDR notation, within 10.0.0.0/8, of the first private network that has none named; the next follow. */
    readonly privateNetwork: string;
    /** The place in that network of the address that was given last. */
    readonly lastPublic: number;
    readonly account: Account;
    readonly sshKeys: readonly SshKey[];
    readonly tags: readonly string[];
    readonly projects: readonly Project[];
    readonly belongings: readonly Belonging[];
    readonly vpcs: readonly Vpc[];
    readonly droplets: readonly Droplet[];
    readonly volumes: readonly Volume[];
    readonly snapshots: readonly Snapshot[];
    readonly firewalls: readonly Firewall[];
    readonly reservedIps: readonly ReservedIp[];
    readonly loadBalancers: readonly LoadBalancer[];
    readonly actions: readonly Action[];
    /** What will go wrong with droplets that are not there yet. */
    readonly bootFaults: readonly BootFault[];
}
