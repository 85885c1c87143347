import { isDeepStrictEqual } from "node:util";
import { type Droplet, dropletSubject } from "../droplets/droplet";
import { loadBalancerSubject } from "../load-balancers/load-balancer";
import { reservedIpSubject } from "../reserved-ips/reserved-ip";
import type { State } from "../state";
import { volumeSubject } from "../volumes/volume";
import { filterOf } from "./filter";
import type { Order, Subjected } from "./order";
import { balancerOf, diskOf, isRunning, machineOf, withMachine } from "./wanted";

/**
 * What the machines have to do for the account to be as it is now: what is let go first, then what is new, then what
 * binds them together. `before` undefined is an account with nothing in it, so that all of a kept state is brought about.
 */
export function planOrders(before: State | undefined, after: State): readonly Subjected[] {
    const was: State = before ?? {
        ...after,
        droplets: [],
        volumes: [],
        snapshots: [],
        reservedIps: [],
        loadBalancers: [],
    };
    return [
        ...released(was, after),
        ...destroyed(was, after),
        ...volumes(was, after),
        ...droplets(was, after),
        ...bound(was, after),
        ...filtered(was, after),
        ...balancers(was, after),
    ];
}

/** Volumes and addresses that leave their droplet. */
function released(was: State, now: State): readonly Subjected[] {
    const detached = was.volumes.flatMap((volume) => {
        const after = now.volumes.find(({ id }) => id === volume.id);
        if (volume.dropletId === null || after?.dropletId === volume.dropletId) return [];
        if (!hasMachine(was, volume.dropletId)) return [];
        return order([volumeSubject(volume.id), dropletSubject(volume.dropletId)], {
            do: "detachVolume",
            disk: diskOf(volume),
            droplet: volume.dropletId,
        });
    });
    const unassigned = was.reservedIps.flatMap(({ ip, dropletId }) => {
        const after = now.reservedIps.find((one) => one.ip === ip);
        if (dropletId === null || (after !== undefined && after.dropletId !== null)) return [];
        return order([reservedIpSubject(ip), dropletSubject(dropletId)], {
            do: "assignReservedIp",
            address: ip,
            droplet: null,
        });
    });
    return [...detached, ...unassigned];
}

function destroyed(was: State, now: State): readonly Subjected[] {
    return [
        ...gone(was.loadBalancers, now.loadBalancers).flatMap(({ id }) =>
            order([loadBalancerSubject(id)], { do: "removeLoadBalancer", id }),
        ),
        ...gone(withMachine(was), now.droplets).flatMap(({ id }) =>
            order([dropletSubject(id)], { do: "destroy", droplet: id }),
        ),
        ...gone(was.volumes, now.volumes).flatMap((volume) =>
            order([volumeSubject(volume.id)], { do: "destroyVolume", disk: diskOf(volume) }),
        ),
        ...gone(was.snapshots, now.snapshots).flatMap(({ id, volumeId }) =>
            order([volumeSubject(volumeId)], { do: "destroySnapshot", snapshot: id }),
        ),
    ];
}

function volumes(was: State, now: State): readonly Subjected[] {
    return [
        ...now.volumes.flatMap((volume) => {
            const before = was.volumes.find(({ id }) => id === volume.id);
            if (before !== undefined && before.size === volume.size) return [];
            const disk = diskOf(volume);
            const subjects = [volumeSubject(volume.id), ...origin(now, volume.snapshotId)];
            return order(subjects, { do: before === undefined ? "createVolume" : "resizeVolume", disk });
        }),
        ...gone(now.snapshots, was.snapshots).flatMap(({ id, volumeId }) =>
            order([volumeSubject(volumeId)], { do: "snapshotVolume", volume: volumeId, snapshot: id }),
        ),
    ];
}

/** A volume made from a snapshot waits until that one is there. */
function origin(now: State, snapshotId: string | null): readonly string[] {
    const snapshot = now.snapshots.find(({ id }) => id === snapshotId);
    return snapshot === undefined ? [] : [volumeSubject(snapshot.volumeId)];
}

function droplets(was: State, now: State): readonly Subjected[] {
    return withMachine(now).flatMap((droplet) => {
        const subjects = [dropletSubject(droplet.id)];
        const before = was.droplets.find(({ id }) => id === droplet.id);
        if (before === undefined) {
            const boot = order(subjects, { do: "boot", machine: machineOf(now, droplet) });
            return isRunning(droplet) ? boot : [...boot, ...order(subjects, stop(droplet))];
        }
        const { size } = machineOf(now, droplet);
        const resize = isDeepStrictEqual(machineOf(was, before).size, size)
            ? []
            : order(subjects, { do: "resize", droplet: droplet.id, size });
        return [...resize, ...power(before, droplet).flatMap((one) => order(subjects, one))];
    });
}

function power(before: Droplet, after: Droplet): readonly Order[] {
    if (isRunning(before) && !isRunning(after)) return [stop(after)];
    if (!isRunning(before) && isRunning(after)) return [{ do: "power", droplet: after.id, to: "on" }];
    if (after.restarts === before.restarts) return [];
    return [{ do: "power", droplet: after.id, to: after.restart === "reboot" ? "reboot" : "cycle" }];
}

function stop({ id, dead, stop: how }: Droplet): Order {
    return { do: "power", droplet: id, to: !dead && how === "shutdown" ? "shutdown" : "off" };
}

/** Volumes and addresses that come to a droplet. */
function bound(was: State, now: State): readonly Subjected[] {
    const attached = now.volumes.flatMap((volume) => {
        const before = was.volumes.find(({ id }) => id === volume.id);
        const { dropletId } = volume;
        if (dropletId === null || before?.dropletId === dropletId || !hasMachine(now, dropletId)) return [];
        return order([volumeSubject(volume.id), dropletSubject(dropletId)], {
            do: "attachVolume",
            disk: diskOf(volume),
            droplet: dropletId,
        });
    });
    const assigned = now.reservedIps.flatMap(({ ip, dropletId }) => {
        const before = was.reservedIps.find((one) => one.ip === ip);
        if (dropletId === null || before?.dropletId === dropletId || !hasMachine(now, dropletId)) return [];
        return order([reservedIpSubject(ip), dropletSubject(dropletId)], {
            do: "assignReservedIp",
            address: ip,
            droplet: dropletId,
        });
    });
    return [...attached, ...assigned];
}

function filtered(was: State, now: State): readonly Subjected[] {
    return withMachine(now).flatMap((droplet) => {
        const before = was.droplets.find(({ id }) => id === droplet.id);
        const filter = filterOf(now, droplet);
        if (isDeepStrictEqual(before === undefined ? null : filterOf(was, before), filter)) return [];
        return order([dropletSubject(droplet.id)], { do: "applyFirewall", droplet: droplet.id, filter });
    });
}

function balancers(was: State, now: State): readonly Subjected[] {
    return now.loadBalancers.flatMap((one) => {
        const before = was.loadBalancers.find(({ id }) => id === one.id);
        const balancer = balancerOf(now, one);
        if (before !== undefined && isDeepStrictEqual(balancerOf(was, before), balancer)) return [];
        return order([loadBalancerSubject(one.id)], { do: "applyLoadBalancer", balancer });
    });
}

function gone<T extends { readonly id: string | number }>(
    before: readonly T[],
    after: readonly { readonly id: string | number }[],
): readonly T[] {
    return before.filter(({ id }) => !after.some((one) => one.id === id));
}

function hasMachine(state: State, droplet: number): boolean {
    return withMachine(state).some(({ id }) => id === droplet);
}

function order(subjects: readonly string[], what: Order): readonly Subjected[] {
    return [{ subjects, order: what }];
}
