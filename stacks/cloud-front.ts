import type * as pulumi from "@pulumi/pulumi";
import { Firewall } from "../components/network/firewall";
import { requestRules } from "../components/network/firewall.plan";
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

/** Lets requests in: to the one server itself, or to a load balancer before several. Gives the address for them. */
export function openFront({ stack, region, servers, callers, ttl }: FrontArgs): pulumi.Input<string> {
    const { droplets, network, reserved } = servers;
    const open = (inbound: pulumi.Input<ReturnType<typeof requestRules>>) =>
        new Firewall("firewall-requests", { title: `${stack}-requests`, tag: network.tag, inbound });
    if (droplets.length === 1) {
        open(requestRules({ networks: callers }));
        return reserved.ipAddress;
    }
    const balancer = new LoadBalancer("balancer", {
        ...{ stack, region, vpc: network.vpc, callers, ttl, network: network.resource },
        servers: droplets.map(({ dropletId }) => dropletId),
    });
    open(balancer.uid.apply((loadBalancer) => requestRules({ loadBalancer })));
    return balancer.address;
}
