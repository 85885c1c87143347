import { expect } from "chai";
import { DataVolume } from "../../../../components/network/data-volume";
import { LoadBalancer } from "../../../../components/network/load-balancer";
import { PrivateNetwork } from "../../../../components/network/private-network";
import { makeWithMocks, resolved } from "../../support/mocks";

describe("the private network", () => {
    it("is the stack's own, with the tag of its servers", async () => {
        const made = await makeWithMocks(
            async () => {
                const { vpc, ipRange, tag } = new PrivateNetwork("network", { stack: "acme-shop", region: "fra1" });
                return await resolved({ vpc, ipRange, tag });
            },
            { outputs: { "network-vpc": { ipRange: "10.114.0.0/20" } } },
        );
        expect(made.names()).to.deep.equal(["network", "network-tag", "network-vpc"]);
        expect(made.get("network-vpc")).to.deep.include({ parent: "network", type: "digitalocean:index/vpc:Vpc" });
        expect(made.get("network-vpc").inputs).to.deep.equal({
            ...{ name: "acme-shop", region: "fra1", description: "Servers of acme-shop" },
        });
        expect(made.get("network-tag")).to.deep.include({ parent: "network", type: "digitalocean:index/tag:Tag" });
        expect(made.get("network-tag").inputs).to.deep.equal({ name: "acme-shop" });
        expect(made.result).to.deep.equal({ vpc: "network-vpc-id", ipRange: "10.114.0.0/20", tag: "acme-shop" });
    });
});

describe("the data volume", () => {
    const make = (found?: string) =>
        makeWithMocks(async () => {
            const wanted = { volumeName: "acme-shop-data", region: "fra1", size: 20 };
            const volume = new DataVolume("data", { ...wanted, ...(found === undefined ? {} : { found }) });
            return await resolved(volume.volumeId);
        });

    it("outlives the stack, and is replaced for nothing that is written only once", async () => {
        const made = await make();
        const { inputs, ...options } = made.get("data-volume");
        expect(options).to.deep.include({
            parent: "data",
            type: "digitalocean:index/volume:Volume",
            retainOnDelete: true,
            ignoreChanges: ["initialFilesystemType", "description", "snapshotId"],
            importId: "",
        });
        // Without a file system: DigitalOcean mounts one that it has formatted, where it likes.
        expect(inputs).to.deep.equal({ name: "acme-shop-data", region: "fra1", size: 20 });
        expect(made.result).to.equal("data-volume-id");
    });

    it("is the one that is there already", async () => {
        expect((await make("506f78a4")).get("data-volume")).to.deep.include({
            importId: "506f78a4",
            retainOnDelete: true,
        });
    });
});

describe("the load balancer", () => {
    it("passes connections on as they come, with the caller's address, to edges that are well", async () => {
        const made = await makeWithMocks(
            async () => {
                const { address, uid } = new LoadBalancer("requests", {
                    ...{ stack: "acme-shop", region: "fra1", vpc: "vpc-id", servers: [4200, 4201] },
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
            ...{ name: "acme-shop", region: "fra1", vpcUuid: "vpc-id", dropletIds: [4200, 4201] },
            forwardingRules: [rule("tcp", 80, false), rule("https", 443, true)],
            healthcheck: {
                ...{ protocol: "http", port: 8081, path: "/ready" },
                ...{ checkIntervalSeconds: 3, responseTimeoutSeconds: 3 },
                ...{ healthyThreshold: 2, unhealthyThreshold: 2 },
            },
            enableProxyProtocol: true,
        });
        expect(made.result).to.deep.equal({ address: "203.0.113.99", uid: "requests-balancer-id" });
    });
});
