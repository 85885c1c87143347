import { expect } from "chai";
import { DataVolume } from "../../../../components/network/data-volume";
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
    const make = (found?: { readonly id: string; readonly size: number }) =>
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
        const { inputs, importId, retainOnDelete } = (await make({ id: "506f78a4", size: 10 })).get("data-volume");
        expect({ importId, retainOnDelete }).to.deep.equal({ importId: "506f78a4", retainOnDelete: true });
        // What is taken over as another one than it is, Pulumi refuses.
        expect(inputs).to.deep.equal({ name: "acme-shop-data", region: "fra1", size: 10 });
    });
});
