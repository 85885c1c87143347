import type { Action } from "./actions/action";
import { type Droplet, dropletSubject } from "./droplets/droplet";
import { covers } from "./firewalls/covers";
import type { Firewall } from "./firewalls/firewall";
import { type LoadBalancer, loadBalancerSubject } from "./load-balancers/load-balancer";
import { reservedIpSubject } from "./reserved-ips/reserved-ip";
import type { State } from "./state";
import { volumeSubject } from "./volumes/volume";

/** How far the machines are. */
export interface Progress {
    /** Milliseconds since 1970. */
    readonly now: number;
    /** What they are still at work on. */
    readonly busy: ReadonlySet<string>;
    /** With what they failed since the last time. */
    readonly failed: ReadonlySet<string>;
}

/** The account with everything completed whose time has come and whose machines are done; the same, if nothing has. */
export function advance(state: State, progress: Progress): State {
    const ended = state.actions
        .filter(({ status }) => status === "in-progress")
        .flatMap((action) => {
            const failed = action.subjects.some((subject) => progress.failed.has(subject));
            return failed || isOver(action, progress) ? [{ action, ok: !failed }] : [];
        });
    const next = ended.reduce((before, { action, ok }) => settle(before, action, ok, progress.now), state);
    const balancers = next.loadBalancers.map((balancer) => settledBalancer(balancer, progress));
    const walls = next.firewalls.map((firewall) => settledFirewall(next, firewall, progress));
    const same =
        balancers.every((one, at) => one === next.loadBalancers[at]) &&
        walls.every((one, at) => one === next.firewalls[at]);
    return same ? next : { ...next, firewalls: walls, loadBalancers: balancers };
}

function isOver({ due, subjects }: Action, { now, busy }: Progress): boolean {
    return due !== null && due <= now && !subjects.some((subject) => busy.has(subject));
}

/** What was wanted is what is told now; after a failure, what is told is what is wanted again. */
function settle(state: State, action: Action, ok: boolean, now: number): State {
    const isOn = (subject: string): boolean => action.subjects.includes(subject);
    return {
        ...state,
        actions: state.actions.map((one) =>
            one.id === action.id ? { ...one, status: ok ? "completed" : "errored", completedAt: now } : one,
        ),
        droplets: state.droplets.map((droplet) =>
            isOn(dropletSubject(droplet.id)) ? settledDroplet(droplet, ok) : droplet,
        ),
        volumes: state.volumes.map((volume) => {
            if (!isOn(volumeSubject(volume.id))) return volume;
            return ok ? { ...volume, attachedTo: volume.dropletId } : { ...volume, dropletId: volume.attachedTo };
        }),
        reservedIps: state.reservedIps.map((reserved) => {
            if (!isOn(reservedIpSubject(reserved.ip))) return reserved;
            return ok
                ? { ...reserved, assignedTo: reserved.dropletId }
                : { ...reserved, dropletId: reserved.assignedTo };
        }),
    };
}

function settledDroplet(droplet: Droplet, ok: boolean): Droplet {
    if (ok) return { ...droplet, status: droplet.power === "on" ? "active" : "off" };
    return droplet.status === "new" ? droplet : { ...droplet, power: droplet.status === "off" ? "off" : "on" };
}

function settledFirewall(state: State, firewall: Firewall, { now, busy, failed }: Progress): Firewall {
    if (firewall.status !== "waiting") return firewall;
    const own = state.droplets.filter((one) => covers(firewall, one)).map(({ id }) => dropletSubject(id));
    if (own.some((subject) => failed.has(subject))) return { ...firewall, status: "failed" };
    const waits = firewall.due > now || own.some((subject) => busy.has(subject));
    return waits ? firewall : { ...firewall, status: "succeeded" };
}

function settledBalancer(balancer: LoadBalancer, { now, busy, failed }: Progress): LoadBalancer {
    if (balancer.status !== "new") return balancer;
    const subject = loadBalancerSubject(balancer.id);
    if (failed.has(subject)) return { ...balancer, status: "errored" };
    return balancer.due > now || busy.has(subject) ? balancer : { ...balancer, status: "active" };
}
