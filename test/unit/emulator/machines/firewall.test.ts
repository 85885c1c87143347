import { expect } from "chai";
import type { Pass } from "../../../../emulator/digitalocean/machines/machines";
import { renderFirewall } from "../../../../emulator/machines/firewall.render";

const discovery = "icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit, nd-router-advert } accept";

describe("the firewall of an emulated droplet", () => {
    it("is a table that replaces itself in one step", () => {
        const inbound: Pass = { protocol: "tcp", ports: { from: 22, to: 22 }, peers: ["203.0.113.7/32"] };
        const outbound: Pass = { protocol: "udp", ports: null, peers: ["0.0.0.0/0", "::/0"] };
        expect(renderFirewall({ inbound: [inbound], outbound: [outbound] })).to.equal(
            `table inet cloud_firewall
delete table inet cloud_firewall
table inet cloud_firewall {
    chain inbound {
        type filter hook prerouting priority -160; policy accept;
        iifname != { "eth0", "eth1" } accept
        ct state established,related accept
        ${discovery}
        ip saddr 203.0.113.7/32 tcp dport 22 accept
        drop
    }
    chain outbound {
        type filter hook postrouting priority 110; policy accept;
        oifname != { "eth0", "eth1" } accept
        ct state established,related accept
        ${discovery}
        ip daddr 0.0.0.0/0 meta l4proto udp accept
        ip6 daddr ::/0 meta l4proto udp accept
        drop
    }
}
`,
        );
    });

    it("is no table where nothing is filtered", () => {
        expect(renderFirewall(null)).to.equal("table inet cloud_firewall\ndelete table inet cloud_firewall\n");
    });

    const cases: readonly (readonly [string, Pass, readonly string[]])[] = [
        ["nobody", { protocol: "tcp", ports: null, peers: [] }, []],
        [
            "a range of ports",
            { protocol: "udp", ports: { from: 8000, to: 9000 }, peers: ["10.0.0.0/8"] },
            ["ip saddr 10.0.0.0/8 udp dport 8000-9000 accept"],
        ],
        [
            "pings of both families",
            { protocol: "icmp", ports: null, peers: ["10.0.0.2/32", "2001:db8::/32"] },
            ["ip saddr 10.0.0.2/32 meta l4proto icmp accept", "ip6 saddr 2001:db8::/32 meta l4proto ipv6-icmp accept"],
        ],
        [
            "several networks",
            { protocol: "tcp", ports: null, peers: ["10.0.0.0/8", "10.1.2.3/32"] },
            ["ip saddr 10.0.0.0/8 meta l4proto tcp accept", "ip saddr 10.1.2.3/32 meta l4proto tcp accept"],
        ],
    ];
    for (const [what, pass, rules] of cases) {
        it(`lets ${what} through`, () => {
            const lines = renderFirewall({ inbound: [pass], outbound: [] }).split("\n");
            const begin = lines.findIndex((line) => line.includes("icmpv6 type")) + 1;
            const passes = lines.slice(
                begin,
                lines.findIndex((line) => line.trim() === "drop"),
            );
            expect(passes.map((line) => line.trim())).to.deep.equal(rules);
        });
    }
});
