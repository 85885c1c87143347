import * as command from "@pulumi/command";
import { expect } from "chai";
import { openFront } from "../../../stacks/cloud-front";
import { rentServers } from "../../../stacks/servers";
import { rented } from "../components/host/rented";
import { makeWithMocks, resolved } from "../support/mocks";

const deployKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDeploy slipway acme-shop";
const callers = ["198.51.100.0/24", "2001:db8::/32"];

describe("the way that requests take to servers", () => {
    /** All that a number of servers have in front of them once something called `served` stands. */
    async function front(count: number) {
        const { outputs, printed } = rented(count);
        return await makeWithMocks(
            async () => {
                const servers = await rentServers({
                    stack: "acme-shop",
                    settings: {
                        ...{ region: "fra1", size: "s-2vcpu-4gb", count, image: "debian-12-x64", allowSshFrom: [] },
                        ...{ keys: {}, swap: 2, volume: 20, bootTimeout: 900 },
                    },
                    ...{ state: {}, registry: undefined },
                });
                const opened = openFront({ ...{ stack: "acme-shop", region: "fra1", servers, callers }, ttl: 30 });
                opened.linger([new command.local.Command("served", { create: "true" })]);
                return await resolved({ address: opened.address, balancer: opened.balancer ?? "none" });
            },
            {
                outputs: {
                    ...outputs,
                    address: { ipAddress: "203.0.113.80" },
                    "balancer-balancer": { id: "4de7ac8b", ip: "203.0.113.99" },
                },
                printed: { ...printed, key: `-----KEY OF NOBODY-----\n${deployKey}\n` },
                answer: () => {
                    throw Object.assign(new Error("none"), { details: "no volumes found with name acme-shop-data" });
                },
            },
        );
    }

    const rule = (portRange: string, source: object) => ({ protocol: "tcp", portRange, ...source });

    it("is the one server's reserved address, which is open to those who bring requests alone", async () => {
        const made = await front(1);
        expect(made.result).to.deep.equal({ address: "203.0.113.80", balancer: "none" });
        expect(made.get("address").inputs).to.deep.equal({ region: "fra1", dropletId: 4200 });
        expect(made.get("firewall-direct-rules").inputs).to.deep.include({
            ...{ name: "acme-shop-direct", tags: ["acme-shop"] },
            inboundRules: [rule("80", { sourceAddresses: callers }), rule("443", { sourceAddresses: callers })],
        });
        expect(made.names("LoadBalancer")).to.deep.equal([]);
        expect(made.names("Firewall")).to.deep.equal([
            ...["firewall", "firewall-direct", "firewall-direct-rules", "firewall-rules"],
        ]);
    });

    it("is a load balancer before several, whose edges are open to it alone", async () => {
        const made = await front(3);
        expect(made.result).to.deep.equal({ address: "203.0.113.99", balancer: "4de7ac8b" });
        expect(made.get("balancer-balancer").inputs).to.deep.include({
            ...{ name: "acme-shop", region: "fra1", vpcUuid: "network-vpc-id", dropletIds: [4200, 4201, 4202] },
            firewall: { allows: callers.map((network) => `cidr:${network}`) },
        });
        const source = { sourceLoadBalancerUids: ["4de7ac8b"] };
        expect(made.get("firewall-balancer-rules").inputs).to.deep.include({
            ...{ name: "acme-shop-balancer", tags: ["acme-shop"] },
            inboundRules: [rule("80", source), rule("443", source), rule("8081", source)],
        });
        expect(made.names("Firewall")).to.deep.equal([
            ...["firewall", "firewall-balancer", "firewall-balancer-rules", "firewall-rules"],
        ]);
    });

    for (const [count, name, way] of [
        [1, "direct", ["firewall-direct-rules"]],
        [3, "balanced", ["balancer-balancer", "firewall-balancer-rules"]],
    ] as const) {
        it(`stays with ${count} of them until nobody knows its address any more`, async () => {
            const made = await front(count);
            const lingering = `${name}-address`;
            expect(made.get(lingering).inputs.environment).to.deep.equal({ SLIPWAY_SECONDS: "30" });
            expect(made.dependenciesOf(lingering)).to.include.members([...way, "served", "cluster-server-0"]);
            expect(made.names("Lingering")).to.deep.equal([name]);
        });
    }
});
