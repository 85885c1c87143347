/** Whom a rule is about: networks, and what the account has. */
export interface Peers {
    readonly addresses: readonly string[];
    readonly dropletIds: readonly number[];
    readonly loadBalancerUids: readonly string[];
    readonly tags: readonly string[];
}

/** One thing that is let through. */
export interface Rule {
    readonly protocol: "tcp" | "udp" | "icmp";
    /** A port, a range as in `8000-9000`, or `0` for all. */
    readonly ports: string;
    readonly peers: Peers;
}

/** What may reach droplets, and what they may reach; nothing else passes. */
export interface Firewall {
    readonly id: string;
    readonly name: string;
    readonly status: "waiting" | "succeeded" | "failed";
    /** Milliseconds since 1970. */
    readonly createdAt: number;
    /** Not in force before, in milliseconds since 1970. */
    readonly due: number;
    readonly dropletIds: readonly number[];
    readonly tags: readonly string[];
    readonly inbound: readonly Rule[];
    readonly outbound: readonly Rule[];
}
