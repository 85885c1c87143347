/** From a port of the load balancer to a port of its droplets. */
export interface ForwardingRule {
    readonly entry_protocol: "http" | "https" | "http2" | "http3" | "tcp" | "udp";
    readonly entry_port: number;
    readonly target_protocol: "http" | "https" | "http2" | "tcp" | "udp";
    readonly target_port: number;
    readonly certificate_id: string;
    readonly tls_passthrough: boolean;
}

/** How a load balancer finds out which droplets can serve; times in seconds. */
export interface HealthCheck {
    readonly protocol: "http" | "https" | "tcp";
    readonly port: number;
    readonly path: string;
    readonly check_interval_seconds: number;
    readonly response_timeout_seconds: number;
    readonly unhealthy_threshold: number;
    readonly healthy_threshold: number;
    readonly proxy_protocol: boolean;
}

/** What of a load balancer the API shows as it was asked for. */
export interface LoadBalancerSettings {
    readonly size_unit: number;
    readonly forwarding_rules: readonly ForwardingRule[];
    readonly health_check: HealthCheck;
    readonly sticky_sessions: {
        readonly type: "none" | "cookies";
        readonly cookie_name?: string;
        readonly cookie_ttl_seconds?: number;
    };
    readonly redirect_http_to_https: boolean;
    readonly enable_proxy_protocol: boolean;
    readonly enable_backend_keepalive: boolean;
    readonly disable_lets_encrypt_dns_records: boolean;
    readonly http_idle_timeout_seconds: number;
    readonly firewall: { readonly deny: readonly string[]; readonly allow: readonly string[] };
    readonly network: "EXTERNAL" | "INTERNAL";
    readonly network_stack: "IPV4" | "DUALSTACK";
    readonly type: "REGIONAL" | "REGIONAL_NETWORK";
    readonly tls_cipher_policy: "DEFAULT" | "STRONG";
}

/** One address for several droplets. */
export interface LoadBalancer {
    readonly id: string;
    readonly name: string;
    readonly region: string;
    readonly vpc: string;
    /** Null for an internal one. */
    readonly address: string | null;
    /** Where it comes from when it reaches its droplets. */
    readonly privateAddress: string;
    readonly status: "new" | "active" | "errored";
    /** Not active before, in milliseconds since 1970. */
    readonly due: number;
    readonly createdAt: number;
    /** Empty where a tag says it. */
    readonly dropletIds: readonly number[];
    /** Empty where ids say it. */
    readonly tag: string;
    readonly settings: LoadBalancerSettings;
}

/** What orders to the machines name it. */
export function loadBalancerSubject(id: string): string {
    return `load_balancer:${id}`;
}
