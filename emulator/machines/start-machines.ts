import { getServers } from "node:dns";
import type { Report } from "../../toolchain/report";
import type { Machines } from "../digitalocean/machines/machines";
import { machineCapabilities, ownStatus } from "./capabilities";
import { docker } from "./docker";
import type { EngineLimits } from "./droplet.plan";
import { Droplets } from "./droplets";
import { provideMachineImages } from "./images";
import { removeLeftovers } from "./leftovers";
import { LoadBalancers } from "./load-balancers";
import { Names } from "./names";
import { bridgeOf, ensurePublicNetwork } from "./network";
import { ReservedIps } from "./reserved-ips";
import { Volumes } from "./volumes";

/** What a cloud's machines are started with. */
export interface MachinesOptions {
    /** What everything on the engine is named after and labelled with: letters, digits and hyphens. */
    readonly name: string;
    /** What stands for the internet, in CIDR notation; the range of no other network of the engine. */
    readonly publicNetwork: string;
    /** Whom machines ask for names; by default whom this process asks. */
    readonly nameservers?: readonly string[];
    /** What each machine has at its first boot beside what its image has, by path without the first slash. */
    readonly files?: Readonly<Record<string, string>>;
    /** Gets lines of progress while images are made. */
    readonly report: Report;
}

/** Machines on this machine's engine. */
export interface RunningMachines extends Machines {
    /** The bridge of the public network on the engine's machine: an address added to it can be reached by droplets. */
    readonly bridge: string;
    /** Takes everything away that the cloud has on the engine, volumes included. */
    stop(): Promise<void>;
}

/**
 * Real machines on the Docker Engine, as `docker` on PATH reaches it: droplets are system containers with systemd,
 * cloud-init, sshd and an engine of their own. What the cloud of that name has there from an earlier time is taken over.
 *
 * Every distribution image is a Debian 12; sizes limit memory and, from two processors up, processors, but not the disk;
 * there is no IPv6 and no metadata address; load balancers do not end TLS.
 *
 * @throws SetupError when the engine does not answer, or its images or network cannot be made
 */
export async function startMachines(options: MachinesOptions): Promise<RunningMachines> {
    const names = new Names(options.name);
    const images = await provideMachineImages(options.report);
    await ensurePublicNetwork(names, options.publicNetwork);
    const capabilities = machineCapabilities(ownStatus());
    const limits = await engineLimits();
    const droplets = new Droplets(
        { names, image: images.droplet, capabilities, limits },
        options.nameservers ?? getServers().filter((address) => !/^(127\.|::1)/.test(address)),
        options.files ?? {},
    );
    const volumes = new Volumes(names, images.droplet, droplets);
    const reservedIps = new ReservedIps(names, droplets);
    const balancers = new LoadBalancers(names, images.loadBalancer);
    return {
        bridge: await bridgeOf(names.internet),
        boot: (machine) => droplets.boot(machine),
        power: (droplet, to) => droplets.power(droplet, to),
        resize: (droplet, size) => droplets.resize(droplet, size),
        destroy: (droplet) => droplets.destroy(droplet),
        createVolume: (disk) => volumes.create(disk),
        attachVolume: (disk, droplet) => volumes.attach(disk, droplet),
        detachVolume: (disk, droplet) => volumes.detach(disk, droplet),
        resizeVolume: (disk) => volumes.resize(disk),
        destroyVolume: (disk) => volumes.destroy(disk),
        snapshotVolume: (volume, snapshot) => volumes.snapshot(volume, snapshot),
        destroySnapshot: (snapshot) => volumes.destroySnapshot(snapshot),
        assignReservedIp: (address, droplet) => reservedIps.assign(address, droplet),
        applyFirewall: (droplet, filter) => droplets.filter(droplet, filter),
        applyLoadBalancer: (balancer) => balancers.apply(balancer),
        removeLoadBalancer: (id) => balancers.remove(id),
        stop: () => removeLeftovers(options.name),
    };
}

async function engineLimits(): Promise<EngineLimits> {
    const format = "{{.NCPU}} {{.CPUCfsQuota}}";
    const [processors, quota] = (await docker("ask the engine for its limits", "info", "--format", format)).split(" ");
    return { processors: Number(processors), limitsProcessors: quota === "true" };
}
