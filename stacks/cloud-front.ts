import type * as pulumi from "@pulumi/pulumi";
import { Firewall } from "../components/network/firewall";
import { requestRules } from "../components/network/firewall.plan";
import { Lingering } from "../components/network/lingering";
import { LoadBalancer } from "../components/network/load-balancer";
import type { Servers } from "./servers";

/** What {@link openFront} needs to know. */
export interface FrontArgs {
    /** Prefix of every name. */
    readonly stack: string;
    readonly region: string;
    readonly servers: Servers;
    /** Networks, in CIDR notation, from which requests come. */
    readonly callers: readonly string[];
    /** Seconds for which an address may be known after the names lead elsewhere. */
    readonly ttl: number;
}

/** The way that requests take to the servers. */
export interface Front {
    /** Where the names have to lead. */
    readonly address: pulumi.Input<string>;
    /** Id of the load balancer, where there is one. */
    readonly balancer?: pulumi.Output<string>;
    /** Keeps the way open for those who still know its address when it is no longer the stack's; once these are there. */
    readonly linger: (served: readonly pulumi.Resource[]) => void;
}

/**
 * Lets requests in: to the one server itself, or to a load balancer before several. Each way has resources of its own, so
 * that the old one is there until the names lead to the new one.
 */
export function openFront({ stack, region, servers, callers, ttl }: FrontArgs): Front {
    const { droplets, network, reserved, cluster } = servers;
    const { tag, vpc, resource } = network;
    const linger = (name: string, way: readonly pulumi.Resource[]) => (served: readonly pulumi.Resource[]) => {
        const dependsOn = [...way, ...served, cluster];
        new Lingering(name, { seconds: ttl, network: resource }, { dependsOn });
    };
    if (droplets.length === 1) {
        const inbound = requestRules({ networks: callers });
        const open = new Firewall("firewall-direct", { title: `${stack}-direct`, tag, inbound });
        return { address: reserved.ipAddress, linger: linger("direct", [open]) };
    }
    const ids = droplets.map(({ dropletId }) => dropletId);
    const balancer = new LoadBalancer("balancer", { stack, region, vpc, callers, servers: ids });
    const inbound = balancer.uid.apply((loadBalancer) => requestRules({ loadBalancer }));
    const open = new Firewall("firewall-balancer", { title: `${stack}-balancer`, tag, inbound });
    return { address: balancer.address, balancer: balancer.uid, linger: linger("balanced", [balancer, open]) };
}
