import { z } from "zod";
import { unprocessable } from "../api-error";
import { dropletId, list, optional, read } from "../input";
import type { State } from "../state";
import { tagName } from "../tags/tagging";
import type { LoadBalancerSettings } from "./load-balancer";

const port = z.number().int().min(1).max(65_535);
const flag = optional(z.boolean()).transform((value) => value ?? false);

const forwardingRule = z.object({
    entry_protocol: z.enum(["http", "https", "http2", "http3", "tcp", "udp"]),
    entry_port: port,
    target_protocol: z.enum(["http", "https", "http2", "tcp", "udp"]),
    target_port: port,
    certificate_id: z.string().default(""),
    tls_passthrough: flag,
});
const healthCheck = z.object({
    protocol: z.enum(["http", "https", "tcp"]).default("http"),
    port: port.default(80),
    path: optional(z.string()),
    check_interval_seconds: z.number().int().min(3).max(300).default(10),
    response_timeout_seconds: z.number().int().min(3).max(300).default(5),
    unhealthy_threshold: z.number().int().min(2).max(10).default(3),
    healthy_threshold: z.number().int().min(2).max(10).default(5),
    proxy_protocol: flag,
});
const checked = healthCheck.transform(({ path, ...check }) => ({
    ...check,
    path: check.protocol === "tcp" ? "" : path || "/",
}));
const stickySessions = z.discriminatedUnion("type", [
    z.object({ type: z.literal("none") }),
    z.object({ type: z.literal("cookies"), cookie_name: z.string(), cookie_ttl_seconds: z.number().int() }),
]);
const source = z.string().regex(/^(?:ip|cidr):/, "must begin with ip: or cidr:");

/** A list of forwarding rules in a body. */
export const forwardingRules = z.object({ forwarding_rules: z.array(forwardingRule).min(1) });
/** A list of droplets in a body. */
export const balancedDroplets = z.object({ droplet_ids: z.array(dropletId) });

const body = z.object({
    name: z.string().min(1).max(255),
    region: optional(z.string()),
    droplet_ids: list(dropletId),
    tag: optional(z.union([z.literal(""), tagName])),
    vpc_uuid: optional(z.string()),
    project_id: optional(z.string()),
    size: optional(z.enum(["lb-small", "lb-medium", "lb-large"])),
    size_unit: optional(z.number().int().min(1).max(100)),
    forwarding_rules: forwardingRules.shape.forwarding_rules,
    health_check: optional(checked),
    sticky_sessions: optional(stickySessions),
    redirect_http_to_https: flag,
    enable_proxy_protocol: flag,
    enable_backend_keepalive: flag,
    disable_lets_encrypt_dns_records: flag,
    http_idle_timeout_seconds: optional(z.number().int().min(30).max(600)),
    firewall: optional(z.object({ allow: list(source), deny: list(source) })),
    network: optional(z.enum(["EXTERNAL", "INTERNAL"])),
    network_stack: optional(z.enum(["IPV4", "DUALSTACK"])),
    type: optional(z.enum(["REGIONAL", "REGIONAL_NETWORK"])),
    tls_cipher_policy: optional(z.enum(["DEFAULT", "STRONG"])),
});

const unitsBySize = { "lb-small": 1, "lb-medium": 3, "lb-large": 6 };

/** A valid wish for a load balancer. */
export interface LoadBalancerRequest {
    readonly name: string;
    readonly region: string;
    readonly dropletIds: readonly number[];
    readonly tag: string;
    readonly vpc: string | undefined;
    readonly project: string | undefined;
    readonly settings: LoadBalancerSettings;
}

/**
 * Checks what a load balancer's creation or update asks for; what it does not name has its default.
 *
 * @throws ApiError 422 for the first thing that is not valid
 */
export function readLoadBalancerRequest(state: State, json: unknown): LoadBalancerRequest {
    const asked = read(body, json);
    if (asked.tag && asked.droplet_ids.length > 0) throw unprocessable("droplet_ids and tag are mutually exclusive");
    refuseForwarding(asked.forwarding_rules);
    refuseDroplets(state, asked.droplet_ids, asked.region ?? "");
    return {
        name: asked.name,
        region: asked.region ?? "",
        dropletIds: asked.droplet_ids,
        tag: asked.tag ?? "",
        vpc: asked.vpc_uuid || undefined,
        project: asked.project_id || undefined,
        settings: {
            size_unit: asked.size_unit ?? unitsBySize[asked.size ?? "lb-small"],
            forwarding_rules: asked.forwarding_rules,
            health_check: asked.health_check ?? checked.parse({}),
            sticky_sessions: asked.sticky_sessions ?? { type: "none" },
            redirect_http_to_https: asked.redirect_http_to_https,
            enable_proxy_protocol: asked.enable_proxy_protocol,
            enable_backend_keepalive: asked.enable_backend_keepalive,
            disable_lets_encrypt_dns_records: asked.disable_lets_encrypt_dns_records,
            http_idle_timeout_seconds: asked.http_idle_timeout_seconds ?? 60,
            firewall: asked.firewall ?? { allow: [], deny: [] },
            network: asked.network ?? "EXTERNAL",
            network_stack: asked.network_stack ?? "IPV4",
            type: asked.type ?? "REGIONAL",
            tls_cipher_policy: asked.tls_cipher_policy ?? "DEFAULT",
        },
    };
}

/**
 * Refuses rules that do not go together.
 *
 * @throws ApiError 422
 */
export function refuseForwarding(rules: LoadBalancerSettings["forwarding_rules"]): void {
    const entries = rules.map((rule) => `${rule.entry_protocol === "udp" ? "udp" : "tcp"}/${rule.entry_port}`);
    if (new Set(entries).size < entries.length) throw unprocessable("forwarding rules must have distinct entry ports");
    for (const rule of rules) {
        const secure = rule.entry_protocol === "https" || rule.entry_protocol === "http2";
        const secureTarget = rule.target_protocol === "https" || rule.target_protocol === "http2";
        if (rule.tls_passthrough && !(secure && secureTarget)) {
            throw unprocessable("tls_passthrough needs https or http2 as entry and target protocol");
        }
        if (secure && !rule.tls_passthrough && rule.certificate_id === "") {
            throw unprocessable("a forwarding rule with https needs certificate_id or tls_passthrough");
        }
        if ((rule.entry_protocol === "udp") !== (rule.target_protocol === "udp")) {
            throw unprocessable("udp can only be forwarded to udp");
        }
        if ((rule.entry_protocol === "tcp") !== (rule.target_protocol === "tcp")) {
            throw unprocessable("tcp can only be forwarded to tcp");
        }
    }
}

/**
 * Refuses droplets that are not there, or elsewhere.
 *
 * @throws ApiError 422
 */
export function refuseDroplets(state: State, ids: readonly number[], region: string): void {
    for (const id of ids) {
        const droplet = state.droplets.find((one) => one.id === id);
        if (droplet === undefined) throw unprocessable(`droplet ${id} not found`);
        if (droplet.region !== region) throw unprocessable(`droplet ${id} is not in region ${region}`);
    }
}
