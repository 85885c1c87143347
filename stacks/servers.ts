import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import { Members } from "../components/cluster/members";
import { Droplet, type RegistryAccess } from "../components/host/droplet";
import type { Hosts } from "../components/host/hosts";
import { sshKey } from "../components/host/ssh-key";
import { DataVolume } from "../components/network/data-volume";
import { Firewall } from "../components/network/firewall";
import { serverRules } from "../components/network/firewall.plan";
import { PrivateNetwork } from "../components/network/private-network";
import type { StateResources } from "../components/plan/previous-release";
import { findVolume } from "./find-volume";
import type { ProgramConfig } from "./stack-config";

/** What {@link rentServers} needs to know. */
export interface ServersArgs {
    /** Prefix of every name. */
    readonly stack: string;
    readonly settings: NonNullable<ProgramConfig["servers"]>;
    /** What Pulumi has of the stack. */
    readonly state: StateResources;
    readonly registry: RegistryAccess | undefined;
}

/** Servers that are one cluster. */
export interface Servers {
    readonly hosts: Hosts;
    readonly droplets: readonly Droplet[];
    readonly network: PrivateNetwork;
    /** Id of the volume with the data. */
    readonly volume: pulumi.Output<string>;
    /** The address that the first one keeps. */
    readonly reserved: digitalocean.ReservedIp;
    /** Is there once all of them are in the cluster. */
    readonly cluster: pulumi.Resource;
}

/** The servers of a stack with their network, their disk and the cluster that they are. */
export async function rentServers({ stack, settings, state, registry }: ServersArgs): Promise<Servers> {
    const { region, size, image, count, allowSshFrom, keys, swap, bootTimeout } = settings;
    const volumeName = `${stack}-data`;
    const found = await findVolume(volumeName, region, state);
    const network = new PrivateNetwork("network", { stack, region });
    // Before the servers, which are never open.
    const firewall = new Firewall("firewall", {
        ...{ title: stack, tag: network.tag },
        inbound: network.tag.apply((tag) => serverRules(tag, allowSshFrom)),
    });
    const key = sshKey("key", `slipway ${stack}`);
    const registered = new digitalocean.SshKey("key-registered", { name: stack, publicKey: key.publicKey });
    const volume = new DataVolume("data", {
        ...{ volumeName, region, size: settings.volume },
        ...(found === undefined ? {} : { found }),
    });
    const droplets = Array.from({ length: count }, (_, index) => {
        const common = { index, title: `${stack}-${index}`, region, size, timeout: bootTimeout };
        // As large as it is after this update.
        const disk = { name: volumeName, size: found?.size ?? settings.volume };
        return new Droplet(
            `server-${index}`,
            {
                ...common,
                ...{ vpc: network.vpc, tag: network.tag, key, keyId: registered.id },
                settings: { image, keys, swap, ...(index === 0 ? { volume: disk } : {}) },
                ...(index === 0 ? { volume: volume.volumeId } : {}),
                ...(registry === undefined ? {} : { registry }),
            },
            { dependsOn: firewall },
        );
    });
    const [first] = droplets;
    if (first === undefined) throw new Error("a stack has at least one server");
    const reserved = new digitalocean.ReservedIp("address", { region, dropletId: first.dropletId });
    const cluster = new Members("cluster", { servers: droplets });
    const hosts = { first, all: droplets, mayGrow: true };
    return { hosts, droplets, network, volume: volume.volumeId, reserved, cluster };
}
