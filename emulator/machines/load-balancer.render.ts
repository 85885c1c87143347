import type { Balancer } from "../digitalocean/machines/machines";

type Rule = Balancer["forwarding"][number];
type Target = Balancer["targets"][number];

/**
 * HAProxy's configuration for a load balancer.
 *
 * @param revision what the running one is known by; no blanks
 * @throws Error for what is not emulated: TLS that ends here, UDP, HTTP/3
 */
export function renderLoadBalancer(balancer: Balancer, revision: string): string {
    const { healthCheck, idleSeconds } = balancer;
    const lines = [
        "global",
        `    description ${revision}`,
        "    stats socket /run/haproxy.sock mode 600 level admin expose-fd listeners",
        "    server-state-file /etc/haproxy/servers.state",
        "",
        "defaults",
        "    load-server-state-from-file global",
        "    timeout connect 5s",
        `    timeout client ${idleSeconds}s`,
        `    timeout server ${idleSeconds}s`,
        `    timeout check ${healthCheck.response_timeout_seconds}s`,
        "    option redispatch",
        ...balancer.forwarding.flatMap((rule) => forward(balancer, rule)),
    ];
    return `${lines.join("\n")}\n`;
}

/** HAProxy's state file in which no target has passed a check yet: one that starts with it asks before it sends. */
export function renderUnchecked({ forwarding, targets, healthCheck }: Balancer): string {
    const lines = forwarding.flatMap((rule) =>
        targets.map(({ droplet, address }) =>
            [
                ...[backendId(rule), nameOf(rule), droplet, `droplet-${droplet}`, address],
                // Down, and nothing forced; weights, and for how long; then what checks have found: nothing, and they go on.
                ...[0, 0, 1, 1, 0, 1, 0, 0, 6, 0],
                ...[1, 1, "-", rule.target_port, "-", 0, healthCheck.port, "-", "-", 0],
            ].join(" "),
        ),
    );
    return ["1", `# ${stateFields}`, ...lines, ""].join("\n");
}

const stateFields =
    "be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_iweight " +
    "srv_time_since_last_change srv_check_status srv_check_result srv_check_health srv_check_state srv_agent_state " +
    "bk_f_forced_id srv_f_forced_id srv_fqdn srv_port srvrecord srv_use_ssl srv_check_port srv_check_addr " +
    "srv_agent_addr srv_agent_port";

function forward(balancer: Balancer, rule: Rule): readonly string[] {
    const mode = modeOf(rule);
    const redirects = balancer.redirectHttpToHttps && rule.entry_protocol === "http";
    return [
        "",
        `listen ${nameOf(rule)}`,
        `    id ${backendId(rule)}`,
        `    bind ${balancer.address ?? balancer.private.address}:${rule.entry_port}`,
        `    mode ${mode}`,
        ...access(balancer.access),
        ...(redirects ? ["    http-request redirect scheme https code 307"] : []),
        ...(mode === "http"
            ? ["    option forwardfor", `    http-request set-header X-Forwarded-Proto ${rule.entry_protocol}`]
            : []),
        "    balance roundrobin",
        ...check(balancer),
        ...balancer.targets.map((target) => `    ${server(balancer, rule, target)}`),
    ];
}

function modeOf(rule: Rule): "tcp" | "http" {
    const { entry_protocol: entry, target_protocol: target, tls_passthrough: through } = rule;
    if (entry === "tcp" && target === "tcp") return "tcp";
    if ((entry === "https" || entry === "http2") && through) return "tcp";
    if (entry === "http" && (target === "http" || target === "https")) return "http";
    throw new Error(`${entry}:${rule.entry_port} to ${target}:${rule.target_port}: this is not emulated`);
}

/** Whoever is denied is; where some are allowed, all others are not. */
function access({ allow, deny }: Balancer["access"]): readonly string[] {
    const sources = (rules: readonly string[]) => rules.map((rule) => rule.replace(/^(ip|cidr):/, "")).join(" ");
    return [
        ...(deny.length === 0 ? [] : [`    tcp-request connection reject if { src ${sources(deny)} }`]),
        ...(allow.length === 0 ? [] : [`    tcp-request connection reject unless { src ${sources(allow)} }`]),
    ];
}

function check({ healthCheck }: Balancer): readonly string[] {
    return healthCheck.protocol === "tcp" ? [] : [`    option httpchk GET ${healthCheck.path}`];
}

function server({ healthCheck, proxyProtocol }: Balancer, rule: Rule, { droplet, address }: Target): string {
    return [
        `server droplet-${droplet} ${address}:${rule.target_port} id ${droplet}`,
        `check port ${healthCheck.port} inter ${healthCheck.check_interval_seconds}s`,
        `fall ${healthCheck.unhealthy_threshold} rise ${healthCheck.healthy_threshold}`,
        ...(healthCheck.protocol === "https" ? ["check-ssl verify none"] : []),
        ...(healthCheck.proxy_protocol ? ["check-send-proxy"] : []),
        ...(rule.entry_protocol === "http" && rule.target_protocol === "https" ? ["ssl verify none"] : []),
        ...(proxyProtocol ? ["send-proxy"] : []),
    ].join(" ");
}

function nameOf(rule: Rule): string {
    return `${rule.entry_protocol}-${rule.entry_port}`;
}

/** The same after each change, so that what is known of the targets can be carried over. */
function backendId({ entry_port }: Rule): number {
    return entry_port;
}
