import { expect } from "chai";
import { LoadBalancer } from "../../../../components/network/load-balancer";
import { PrivateNetwork } from "../../../../components/network/private-network";
import { makeWithMocks, resolved } from "../../support/mocks";

describe("the load balancer", () => {
    it("passes connections on as they come, with the caller's address, to edges that are well", async () => {
        const made = await makeWithMocks(
            async () => {
                const network = new PrivateNetwork("network", { stack: "acme-shop", region: "fra1" });
                const { address, uid } = new LoadBalancer("requests", {
                    ...{
                        stack: "acme-shop",
                        region: "fra1",
                        vpc: network.vpc,
                        servers: [4200, 4201],
                        ttl: 300,
                        network,
                    },
                    callers: ["198.51.100.0/24", "2001:db8::/32"],
                });
                return await resolved({ address, uid });
            },
            { outputs: { "requests-balancer": { ip: "203.0.113.99" } } },
        );
        expect(made.get("requests-balancer")).to.deep.include({
            parent: "requests",
            type: "digitalocean:index/loadBalancer:LoadBalancer",
        });
        const rule = (protocol: string, port: number, tlsPassthrough: boolean) => ({
            ...{ entryProtocol: protocol, entryPort: port, targetProtocol: protocol, targetPort: port },
            tlsPassthrough,
        });
        expect(made.get("requests-balancer").inputs).to.deep.equal({
            ...{ name: "acme-shop", region: "fra1", vpcUuid: "network-vpc-id", dropletIds: [4200, 4201] },
            forwardingRules: [rule("tcp", 80, false), rule("https", 443, true)],
            healthcheck: {
                ...{ protocol: "http", port: 8081, path: "/ready" },
                ...{ checkIntervalSeconds: 3, responseTimeoutSeconds: 3 },
                ...{ healthyThreshold: 2, unhealthyThreshold: 2 },
            },
            enableProxyProtocol: true,
            firewall: { allows: ["cidr:198.51.100.0/24", "cidr:2001:db8::/32"] },
        });
        expect(made.result).to.deep.equal({ address: "203.0.113.99", uid: "requests-balancer-id" });
    });
});
