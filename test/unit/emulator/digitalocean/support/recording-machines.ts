import type { Machines } from "../../../../../emulator/digitalocean/machines/machines";
import type { Order } from "../../../../../emulator/digitalocean/machines/order";

/** Machines that write down what they are told, and do it when they are let. */
export interface RecordingMachines extends Machines {
    /** What they were told, in words, as in `boot web-1`. */
    readonly told: string[];
    /** The same, whole. */
    readonly orders: Order[];
    /** Lets calls of that name wait until the function that comes back is called. */
    hold(call: keyof Machines): () => void;
    /** Lets the next call of that name fail. */
    fail(call: keyof Machines, reason: string): void;
}

type Arguments = readonly [first: unknown, second?: unknown];

export function recordingMachines(): RecordingMachines {
    const told: string[] = [];
    const orders: Order[] = [];
    const held = new Map<string, Promise<void>>();
    const failing = new Map<string, string>();
    const does = (call: keyof Machines, order: (...given: Arguments) => Order) => {
        return async (...given: Arguments): Promise<void> => {
            const [first, second] = given;
            told.push([call, word(first), ...(second === undefined ? [] : [word(second)])].join(" "));
            orders.push(order(...given));
            await held.get(call);
            const reason = failing.get(call);
            failing.delete(call);
            if (reason !== undefined) throw new Error(reason);
        };
    };
    const machines = {
        boot: does("boot", (machine) => ({ do: "boot", machine }) as Order),
        power: does("power", (droplet, to) => ({ do: "power", droplet, to }) as Order),
        resize: does("resize", (droplet, size) => ({ do: "resize", droplet, size }) as Order),
        destroy: does("destroy", (droplet) => ({ do: "destroy", droplet }) as Order),
        createVolume: does("createVolume", (disk) => ({ do: "createVolume", disk }) as Order),
        attachVolume: does("attachVolume", (disk, droplet) => ({ do: "attachVolume", disk, droplet }) as Order),
        detachVolume: does("detachVolume", (disk, droplet) => ({ do: "detachVolume", disk, droplet }) as Order),
        resizeVolume: does("resizeVolume", (disk) => ({ do: "resizeVolume", disk }) as Order),
        destroyVolume: does("destroyVolume", (disk) => ({ do: "destroyVolume", disk }) as Order),
        snapshotVolume: does(
            "snapshotVolume",
            (volume, snapshot) => ({ do: "snapshotVolume", volume, snapshot }) as Order,
        ),
        destroySnapshot: does("destroySnapshot", (snapshot) => ({ do: "destroySnapshot", snapshot }) as Order),
        assignReservedIp: does(
            "assignReservedIp",
            (address, droplet) => ({ do: "assignReservedIp", address, droplet }) as Order,
        ),
        applyFirewall: does("applyFirewall", (droplet, filter) => ({ do: "applyFirewall", droplet, filter }) as Order),
        applyLoadBalancer: does("applyLoadBalancer", (balancer) => ({ do: "applyLoadBalancer", balancer }) as Order),
        removeLoadBalancer: does("removeLoadBalancer", (id) => ({ do: "removeLoadBalancer", id }) as Order),
    };
    return {
        ...machines,
        told,
        orders,
        hold: (call) => {
            let release = (): void => undefined;
            held.set(
                call,
                new Promise((resolve) => {
                    release = () => {
                        held.delete(call);
                        resolve();
                    };
                }),
            );
            return () => release();
        },
        fail: (call, reason) => {
            failing.set(call, reason);
        },
    };
}

function word(value: unknown): string {
    if (typeof value !== "object" || value === null) return String(value);
    if ("name" in value) return String(value.name);
    if ("slug" in value) return String(value.slug);
    return JSON.stringify(value);
}
