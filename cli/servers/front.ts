import { currentResources, type Deployment } from "../recover/deployment";

/** Where requests come in. */
export interface FrontStatus {
    readonly kind: "load balancer" | "reserved address";
    /** IPv4 address. */
    readonly address: string;
}

/** Where the names of a stack with servers lead, before Cloudflare's own addresses; undefined where nothing is there yet. */
export function frontOf(deployment: Deployment): FrontStatus | undefined {
    const resources = currentResources(deployment);
    const outputOf = (type: string, output: string) =>
        resources.find((resource) => resource.type === type)?.outputs?.[output];
    const balancer = outputOf("digitalocean:index/loadBalancer:LoadBalancer", "ip");
    if (typeof balancer === "string") return { kind: "load balancer", address: balancer };
    const reserved = outputOf("digitalocean:index/reservedIp:ReservedIp", "ipAddress");
    return typeof reserved === "string" ? { kind: "reserved address", address: reserved } : undefined;
}
