import { expect } from "chai";
import { createApiClient } from "dots-wrapper";
import { type Account, publicKey, server, started } from "./support/account";

describe("the emulated DigitalOcean, by a client that knows the real one", () => {
    let account: Account;
    let client: ReturnType<typeof createApiClient>;
    beforeEach(async () => {
        account = await started();
        client = createApiClient({ token: "dop_v1_good", endpoint: `${account.emulator.url}/v2` });
    });
    afterEach(() => account.stop());

    it("brings a small production up and takes it down again", async () => {
        const { data: whose } = await client.account.getAccount();
        expect(whose.account.status).to.equal("active");
        const { data: key } = await client.sshKey.createSshKey({ name: "deploy", public_key: publicKey });
        const { data: project } = await client.project.createProject({
            name: "acme",
            description: "",
            purpose: "Web Application",
            environment: "Production",
        });
        const { data: network } = await client.vpc.createVpc({
            name: "acme",
            region: "fra1",
            ip_range: "10.10.0.0/24",
        });
        await client.tag.createTag({ name: "acme" });
        const { data: disk } = await client.volume.createVolume({ name: "data", region: "fra1", size_gigabytes: 10 });

        const { data: made } = await client.droplet.createDroplet({
            ...server,
            name: "web-1",
            ssh_keys: [key.ssh_key.id],
            tags: ["acme"],
            vpc_uuid: network.vpc.id,
            user_data: "#cloud-config",
        });
        await account.pass(2);
        const { data: got } = await client.droplet.getDroplet({ droplet_id: made.droplet.id });
        expect(got.droplet.status).to.equal("active");
        expect(got.droplet.networks.v4.map(({ ip_address }) => ip_address)).to.deep.equal(["198.18.0.2", "10.10.0.2"]);

        const where = { volume_id: disk.volume.id, droplet_id: got.droplet.id };
        const { data: attached } = await client.volume.attachVolumeToDroplet({ ...where, region: "fra1" });
        await account.pass(1);
        const { data: action } = await client.action.getAction({ action_id: attached.action.id });
        expect(action.action.status).to.equal("completed");

        const { data: wall } = await client.firewall.createFirewall({
            name: "acme",
            tags: ["acme"],
            droplet_ids: [],
            inbound_rules: [{ protocol: "tcp", ports: "443", sources: { addresses: ["0.0.0.0/0"] } }],
            outbound_rules: [{ protocol: "tcp", ports: "0", destinations: { addresses: ["0.0.0.0/0"] } }],
        });
        const { data: balancer } = await client.loadBalancer.createLoadBalancer({
            name: "acme",
            region: "fra1",
            tag: "acme",
            vpc_uuid: network.vpc.id,
            forwarding_rules: [
                {
                    entry_protocol: "https",
                    entry_port: 443,
                    target_protocol: "https",
                    target_port: 443,
                    tls_passthrough: true,
                },
            ],
        });
        await account.pass(3);
        const { id } = balancer.load_balancer;
        const { data: active } = await client.loadBalancer.getLoadBalancer({ load_balancer_id: id });
        expect([active.load_balancer.status, active.load_balancer.ip]).to.deep.equal(["active", "198.18.0.3"]);
        const { data: inside } = await client.project.assignResourcesToProject({
            project_id: project.project.id,
            resources: [`do:droplet:${got.droplet.id}`, `do:volume:${disk.volume.id}`, `do:loadbalancer:${id}`],
        });
        expect(inside.resources.map(({ status }) => status)).to.deep.equal(["assigned", "assigned", "assigned"]);

        await client.loadBalancer.deleteLoadBalancer({ load_balancer_id: id });
        await client.firewall.deleteFirewall({ firewall_id: wall.firewall.id ?? "" });
        await client.volume.detachVolumeFromDroplet({ ...where, region: "fra1" });
        await account.pass(1);
        await client.droplet.deleteDroplet({ droplet_id: got.droplet.id });
        await client.volume.deleteVolume({ volume_id: disk.volume.id });
        await client.project.deleteProject({ project_id: project.project.id });
        const { data: left } = await client.droplet.listDroplets({});
        expect(left.meta?.total).to.equal(0);
        await account.emulator.idle();
        expect(account.machines.told.map((each) => each.split(" ")[0])).to.deep.equal([
            "createVolume",
            "boot",
            "attachVolume",
            "applyFirewall",
            "applyLoadBalancer",
            "removeLoadBalancer",
            "applyFirewall",
            "detachVolume",
            "destroy",
            "destroyVolume",
        ]);
    });

    it("refuses what the real one refuses, with its words", async () => {
        const failure: unknown = await client.droplet
            .createDroplet({ ...server, name: "web-1", size: "s-9vcpu" })
            .catch((error: unknown) => error);
        expect(failure).to.have.nested.property("response.status", 422);
        expect(failure).to.have.nested.property(
            "response.data.message",
            "You specified an invalid size for Droplet creation.",
        );
    });
});
