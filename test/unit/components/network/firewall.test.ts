import { expect } from "chai";
import { Firewall } from "../../../../components/network/firewall";
import {
    edgeHealthPort,
    everybody,
    outboundRules,
    requestRules,
    serverRules,
} from "../../../../components/network/firewall.plan";
import { makeWithMocks } from "../../support/mocks";

const own = { sourceTags: ["shop"] };
const world = ["0.0.0.0/0", "::/0"];

describe("the rules of a firewall", () => {
    it("let SSH in from where it is allowed, and the servers to one another", () => {
        expect(serverRules("shop", ["203.0.113.7/32", "2001:db8::/32"])).to.deep.equal([
            { protocol: "tcp", portRange: "22", sourceAddresses: ["203.0.113.7/32", "2001:db8::/32"] },
            { protocol: "tcp", portRange: "2377", ...own },
            { protocol: "tcp", portRange: "7946", ...own },
            { protocol: "udp", portRange: "7946", ...own },
            { protocol: "udp", portRange: "4789", ...own },
            { protocol: "icmp", sourceAddresses: world },
        ]);
    });

    it("let requests in from networks, at the app's ports alone", () => {
        expect(requestRules({ networks: ["198.51.100.0/24"] })).to.deep.equal([
            { protocol: "tcp", portRange: "80", sourceAddresses: ["198.51.100.0/24"] },
            { protocol: "tcp", portRange: "443", sourceAddresses: ["198.51.100.0/24"] },
        ]);
        expect(requestRules({ networks: everybody }).map(({ sourceAddresses }) => sourceAddresses)).to.deep.equal([
            ...[world, world],
        ]);
    });

    it("let a load balancer in, which also asks whether the edge is well", () => {
        const source = { sourceLoadBalancerUids: ["lb"] };
        expect(requestRules({ loadBalancer: "lb" })).to.deep.equal([
            { protocol: "tcp", portRange: "80", ...source },
            { protocol: "tcp", portRange: "443", ...source },
            { protocol: "tcp", portRange: "8081", ...source },
        ]);
        expect(edgeHealthPort).to.equal(8081);
    });

    it("let everything out", () => {
        expect(outboundRules).to.deep.equal([
            { protocol: "tcp", portRange: "1-65535", destinationAddresses: world },
            { protocol: "udp", portRange: "1-65535", destinationAddresses: world },
            { protocol: "icmp", destinationAddresses: world },
        ]);
    });
});

describe("a firewall", () => {
    it("is about the servers with a tag", async () => {
        const inbound = serverRules("shop", ["203.0.113.7/32"]);
        const made = await makeWithMocks(() => new Firewall("firewall", { title: "shop", tag: "shop", inbound }));
        expect(made.get("firewall-rules")).to.deep.include({
            parent: "firewall",
            type: "digitalocean:index/firewall:Firewall",
        });
        expect(made.get("firewall-rules").inputs).to.deep.equal({
            ...{ name: "shop", tags: ["shop"], inboundRules: inbound, outboundRules },
        });
    });
});
