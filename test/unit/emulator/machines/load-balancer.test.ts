import { expect } from "chai";
import type { Balancer } from "../../../../emulator/digitalocean/machines/machines";
import { createWords } from "../../../../emulator/machines/load-balancer.plan";
import { renderLoadBalancer, renderUnchecked } from "../../../../emulator/machines/load-balancer.render";
import { Names } from "../../../../emulator/machines/names";

type Rule = Balancer["forwarding"][number];

const rule = (entry: Rule["entry_protocol"], target: Rule["target_protocol"], through = false): Rule => ({
    entry_protocol: entry,
    entry_port: 443,
    target_protocol: target,
    target_port: 8443,
    certificate_id: "",
    tls_passthrough: through,
});
const balancer: Balancer = {
    id: "4de7ac8b",
    name: "web",
    address: "198.18.0.9",
    private: { address: "10.100.0.9", network: "10.100.0.0/20" },
    forwarding: [{ ...rule("http", "http"), entry_port: 80, target_port: 8080 }, rule("https", "https", true)],
    healthCheck: {
        protocol: "http",
        port: 9000,
        path: "/ping",
        check_interval_seconds: 3,
        response_timeout_seconds: 2,
        unhealthy_threshold: 4,
        healthy_threshold: 5,
        proxy_protocol: false,
    },
    proxyProtocol: true,
    redirectHttpToHttps: true,
    stickySessions: { type: "none" },
    idleSeconds: 60,
    access: { allow: [], deny: [] },
    targets: [
        { droplet: 7, address: "10.100.0.2" },
        { droplet: 8, address: "10.100.0.3" },
    ],
};
const lines = (changes: Partial<Balancer>) =>
    renderLoadBalancer({ ...balancer, ...changes }, "r")
        .split("\n")
        .map((line) => line.trim());

describe("an emulated load balancer", () => {
    it("is an HAProxy", () => {
        const check = "check port 9000 inter 3s fall 4 rise 5 send-proxy";
        expect(renderLoadBalancer(balancer, "5d41402a")).to.equal(`global
    description 5d41402a
    stats socket /run/haproxy.sock mode 600 level admin expose-fd listeners
    server-state-file /etc/haproxy/servers.state

defaults
    load-server-state-from-file global
    timeout connect 5s
    timeout client 60s
    timeout server 60s
    timeout check 2s
    option redispatch

listen http-80
    id 80
    bind 198.18.0.9:80
    mode http
    http-request redirect scheme https code 307
    option forwardfor
    http-request set-header X-Forwarded-Proto http
    balance roundrobin
    option httpchk GET /ping
    server droplet-7 10.100.0.2:8080 id 7 ${check}
    server droplet-8 10.100.0.3:8080 id 8 ${check}

listen https-443
    id 443
    bind 198.18.0.9:443
    mode tcp
    balance roundrobin
    option httpchk GET /ping
    server droplet-7 10.100.0.2:8443 id 7 ${check}
    server droplet-8 10.100.0.3:8443 id 8 ${check}
`);
    });

    it("begins with targets that have passed no check", () => {
        const [version, , ...states] = renderUnchecked({ ...balancer, forwarding: [rule("tcp", "tcp")] }).split("\n");
        expect([version, ...states]).to.deep.equal([
            "1",
            "443 tcp-443 7 droplet-7 10.100.0.2 0 0 1 1 0 1 0 0 6 0 1 1 - 8443 - 0 9000 - - 0",
            "443 tcp-443 8 droplet-8 10.100.0.3 0 0 1 1 0 1 0 0 6 0 1 1 - 8443 - 0 9000 - - 0",
            "",
        ]);
    });

    const changes: readonly (readonly [string, Partial<Balancer>, string])[] = [
        ["listens on its private address", { address: null }, "bind 10.100.0.9:443"],
        [
            "keeps some out",
            { access: { allow: [], deny: ["ip:1.2.3.4", "cidr:1.2.0.0/16"] } },
            "tcp-request connection reject if { src 1.2.3.4 1.2.0.0/16 }",
        ],
        [
            "lets only some in",
            { access: { allow: ["cidr:1.2.0.0/16"], deny: [] } },
            "tcp-request connection reject unless { src 1.2.0.0/16 }",
        ],
        [
            "asks for the health by TLS, with a PROXY header",
            { healthCheck: { ...balancer.healthCheck, protocol: "https", proxy_protocol: true }, proxyProtocol: false },
            "server droplet-7 10.100.0.2:8443 id 7 check port 9000 inter 3s fall 4 rise 5 check-ssl verify none check-send-proxy",
        ],
        [
            "reaches its targets by TLS",
            { forwarding: [rule("http", "https")], proxyProtocol: false },
            "server droplet-7 10.100.0.2:8443 id 7 check port 9000 inter 3s fall 4 rise 5 ssl verify none",
        ],
    ];
    for (const [what, change, line] of changes) {
        it(what, () => {
            expect(lines({})).to.not.include(line);
            expect(lines(change)).to.include(line);
        });
    }

    it("asks for no page where the health is a connection", () => {
        const connections = lines({ healthCheck: { ...balancer.healthCheck, protocol: "tcp" } });
        expect(connections.filter((line) => line.startsWith("option httpchk"))).to.deep.equal([]);
    });

    for (const unknown of [rule("https", "http"), rule("https", "https"), rule("udp", "udp"), rule("http3", "http")]) {
        const { entry_protocol: entry, target_protocol: target } = unknown;
        it(`refuses ${entry} to ${target}`, () => {
            expect(() => lines({ forwarding: [unknown] })).to.throw(
                `${entry}:443 to ${target}:8443: this is not emulated`,
            );
        });
    }

    it("is in a container on its public network, else on its private one", () => {
        const labels =
            "--label org.slipway.emulator.cloud=trial --label org.slipway.emulator.role=balancer " +
            "--label org.slipway.emulator.id=4de7ac8b";
        const words = (changed: Balancer) => createWords(changed, new Names("trial"), "image").join(" ");
        const start = `create --name trial-balancer-4de7ac8b ${labels} --restart on-failure`;
        expect(words(balancer)).to.equal(`${start} --network trial-public --ip 198.18.0.9 image`);
        expect(words({ ...balancer, address: null })).to.equal(
            `${start} --network trial-vpc-10.100.0.0-20 --ip 10.100.0.9 image`,
        );
    });
});
