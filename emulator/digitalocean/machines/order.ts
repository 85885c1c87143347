import type { Balancer, Disk, Filter, Machine, MachineSize, Machines } from "./machines";

/** One call of the machines, as data. */
export type Order =
    | { readonly do: "boot"; readonly machine: Machine }
    | { readonly do: "power"; readonly droplet: number; readonly to: Parameters<Machines["power"]>[1] }
    | { readonly do: "resize"; readonly droplet: number; readonly size: MachineSize }
    | { readonly do: "destroy"; readonly droplet: number }
    | { readonly do: "createVolume" | "resizeVolume" | "destroyVolume"; readonly disk: Disk }
    | { readonly do: "attachVolume" | "detachVolume"; readonly disk: Disk; readonly droplet: number }
    | { readonly do: "snapshotVolume"; readonly volume: string; readonly snapshot: string }
    | { readonly do: "destroySnapshot"; readonly snapshot: string }
    | { readonly do: "assignReservedIp"; readonly address: string; readonly droplet: number | null }
    | { readonly do: "applyFirewall"; readonly droplet: number; readonly filter: Filter | null }
    | { readonly do: "applyLoadBalancer"; readonly balancer: Balancer }
    | { readonly do: "removeLoadBalancer"; readonly id: string };

/** An order with what it works on, named as actions name it: orders that share a subject are done one after another. */
export interface Subjected {
    readonly subjects: readonly string[];
    readonly order: Order;
}

/** Gives the order to the machines. */
export async function carryOut(machines: Machines, order: Order): Promise<void> {
    switch (order.do) {
        case "boot":
            return await machines.boot(order.machine);
        case "power":
            return await machines.power(order.droplet, order.to);
        case "resize":
            return await machines.resize(order.droplet, order.size);
        case "destroy":
            return await machines.destroy(order.droplet);
        case "createVolume":
        case "resizeVolume":
        case "destroyVolume":
            return await machines[order.do](order.disk);
        case "attachVolume":
        case "detachVolume":
            return await machines[order.do](order.disk, order.droplet);
        case "snapshotVolume":
            return await machines.snapshotVolume(order.volume, order.snapshot);
        case "destroySnapshot":
            return await machines.destroySnapshot(order.snapshot);
        case "assignReservedIp":
            return await machines.assignReservedIp(order.address, order.droplet);
        case "applyFirewall":
            return await machines.applyFirewall(order.droplet, order.filter);
        case "applyLoadBalancer":
            return await machines.applyLoadBalancer(order.balancer);
        case "removeLoadBalancer":
            return await machines.removeLoadBalancer(order.id);
    }
}
