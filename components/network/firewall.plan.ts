/** Who brings the app's requests: networks in CIDR notation, or the one load balancer. */
export type RequestSource = { readonly networks: readonly string[] } | { readonly loadBalancer: string };

/** A rule as DigitalOcean takes it: what no rule lets in stays out. */
export interface InboundRule {
    readonly protocol: "tcp" | "udp" | "icmp";
    /** Absent for ICMP, which has no ports. */
    readonly portRange?: string;
    readonly sourceAddresses?: string[];
    readonly sourceTags?: string[];
    readonly sourceLoadBalancerUids?: string[];
}

/** Everybody, in both families of addresses. */
export const everybody: readonly string[] = ["0.0.0.0/0", "::/0"];

/** Port on each server at which its edge tells a load balancer whether it has its routes. */
export const edgeHealthPort = 8081;

/** Ports of Swarm: its managers, gossip between nodes, and the overlay networks. */
const swarmPorts = [
    { protocol: "tcp", portRange: "2377" },
    { protocol: "tcp", portRange: "7946" },
    { protocol: "udp", portRange: "7946" },
    { protocol: "udp", portRange: "4789" },
] as const;

/**
 * What every server lets in: SSH from where it is allowed, and the servers among themselves.
 *
 * @param tag of the servers
 * @param allowSshFrom networks in CIDR notation
 */
export function serverRules(tag: string, allowSshFrom: readonly string[]): InboundRule[] {
    return [
        { protocol: "tcp", portRange: "22", sourceAddresses: [...allowSshFrom] },
        ...swarmPorts.map((port): InboundRule => ({ ...port, sourceTags: [tag] })),
        // Without it, the size of packets on a path cannot be found out.
        { protocol: "icmp", sourceAddresses: [...everybody] },
    ];
}

/** What lets the app's requests in. */
export function requestRules(from: RequestSource): InboundRule[] {
    const rule = (portRange: string, source: Partial<InboundRule>): InboundRule => {
        return { protocol: "tcp", portRange, ...source };
    };
    if ("networks" in from) return ["80", "443"].map((port) => rule(port, { sourceAddresses: [...from.networks] }));
    const source = { sourceLoadBalancerUids: [from.loadBalancer] };
    return ["80", "443", `${edgeHealthPort}`].map((port) => rule(port, source));
}

/** What is let out: everything, as images, packages and other people's services are anywhere. */
export const outboundRules = [
    ...(["tcp", "udp"] as const).map((protocol) => ({
        protocol,
        portRange: "1-65535",
        destinationAddresses: [...everybody],
    })),
    { protocol: "icmp", destinationAddresses: [...everybody] },
];
