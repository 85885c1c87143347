import { sizeOf } from "../catalog/sizes";
import type { Droplet } from "../droplets/droplet";
import { balanced } from "../load-balancers/find";
import type { LoadBalancer } from "../load-balancers/load-balancer";
import type { State } from "../state";
import type { Volume } from "../volumes/volume";
import type { Balancer, Disk, Machine } from "./machines";

/** The droplets that have a machine: all but those that never boot. */
export function withMachine(state: State): readonly Droplet[] {
    return state.droplets.filter(({ fault }) => fault === null);
}

/** Whether the droplet's machine is to run. */
export function isRunning(droplet: Droplet): boolean {
    return droplet.power === "on" && !droplet.dead;
}

/** The machine that a droplet is to have. */
export function machineOf(state: State, droplet: Droplet): Machine {
    return {
        id: droplet.id,
        name: droplet.name,
        region: droplet.region,
        image: droplet.image,
        size: { ...sizeIn(droplet), disk: droplet.disk },
        userData: droplet.userData,
        sshKeys: droplet.sshKeys,
        public:
            droplet.publicAddress === null ? null : { address: droplet.publicAddress, network: state.publicNetwork },
        publicIpv6: droplet.publicIpv6,
        private: { address: droplet.privateAddress, network: rangeOf(state, droplet.vpc) },
        vpc: droplet.vpc,
        monitoring: droplet.features.includes("monitoring"),
    };
}

/** The disk that a volume is to have. */
export function diskOf(volume: Volume): Disk {
    const { id, name, size, filesystemType, filesystemLabel, snapshotId } = volume;
    return { id, name, size, filesystemType, filesystemLabel, snapshot: snapshotId };
}

/** How a load balancer is to work. */
export function balancerOf(state: State, balancer: LoadBalancer): Balancer {
    const { settings } = balancer;
    return {
        id: balancer.id,
        name: balancer.name,
        address: balancer.address,
        private: { address: balancer.privateAddress, network: rangeOf(state, balancer.vpc) },
        forwarding: settings.forwarding_rules,
        healthCheck: settings.health_check,
        proxyProtocol: settings.enable_proxy_protocol,
        redirectHttpToHttps: settings.redirect_http_to_https,
        stickySessions: settings.sticky_sessions,
        idleSeconds: settings.http_idle_timeout_seconds,
        access: settings.firewall,
        targets: balanced(state, balancer)
            .filter(({ vpc }) => vpc === balancer.vpc)
            .map(({ id, privateAddress }) => ({ droplet: id, address: privateAddress })),
    };
}

function sizeIn({ size }: Droplet): { slug: string; vcpus: number; memory: number } {
    const { slug, vcpus, memory } = sizeOf(size);
    return { slug, vcpus, memory };
}

function rangeOf(state: State, vpc: string): string {
    const range = state.vpcs.find(({ id }) => id === vpc)?.ipRange;
    if (range === undefined) throw new Error(`no network ${vpc}`);
    return range;
}
