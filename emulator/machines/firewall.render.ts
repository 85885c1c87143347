import type { Filter, Pass } from "../digitalocean/machines/machines";

const table = "table inet cloud_firewall";

/**
 * What `nft --file` reads to have only this through from now on, in one step; null: everything. It works on the packets
 * as they are on the wire, before and after the machine's own translations, so that a port published by a container is
 * subject to it as any other. Only the two outer interfaces are.
 */
export function renderFirewall(filter: Filter | null): string {
    // The first line makes the table, so that the second does not fail where there is none.
    const fresh = [table, `delete ${table}`];
    if (filter === null) return `${fresh.join("\n")}\n`;
    return `${[
        ...fresh,
        `${table} {`,
        ...chain("inbound", "prerouting priority -160", "iifname", "saddr", filter.inbound),
        ...chain("outbound", "postrouting priority 110", "oifname", "daddr", filter.outbound),
        "}",
    ].join("\n")}\n`;
}

function chain(
    name: string,
    hook: string,
    face: string,
    side: "saddr" | "daddr",
    passes: readonly Pass[],
): readonly string[] {
    return [
        `    chain ${name} {`,
        `        type filter hook ${hook}; policy accept;`,
        `        ${face} != { "eth0", "eth1" } accept`,
        "        ct state established,related accept",
        // Without neighbours there is no IPv6 at all.
        "        icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit, nd-router-advert } accept",
        ...passes.flatMap((pass) => rules(pass, side)).map((rule) => `        ${rule} accept`),
        "        drop",
        "    }",
    ];
}

/** One a peer: in a set, networks that contain others would be refused. */
function rules({ protocol, ports, peers }: Pass, side: "saddr" | "daddr"): readonly string[] {
    return peers.map((peer) => {
        const isV6 = peer.includes(":");
        const from = `${isV6 ? "ip6" : "ip"} ${side} ${peer}`;
        if (protocol === "icmp") return `${from} meta l4proto ${isV6 ? "ipv6-icmp" : "icmp"}`;
        if (ports === null) return `${from} meta l4proto ${protocol}`;
        return `${from} ${protocol} dport ${ports.from === ports.to ? ports.from : `${ports.from}-${ports.to}`}`;
    });
}
