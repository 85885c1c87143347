import { expect } from "chai";
import { type Account, publicKey, server, started } from "./support/account";
import { expectRefusals, gone } from "./support/refuses";

describe("emulated droplets", () => {
    let account: Account;
    beforeEach(async () => {
        account = await started({ account: { dropletLimit: 3 } });
    });
    afterEach(() => account.stop());

    it("are new until their machine has booted and their time has come, then active with their addresses", async () => {
        const key = await account.make("/v2/account/keys", { name: "deploy", public_key: publicKey });
        const release = account.machines.hold("boot");
        const reply = await account.call("POST", "/v2/droplets", {
            ...server,
            name: "web-1",
            ssh_keys: [key.fingerprint],
            user_data: "#cloud-config\n",
            tags: ["web", "slipway", "web"],
            monitoring: true,
        });
        expect(reply.status).to.equal(202);
        const { droplet, links } = reply.body;
        const [action] = links.actions;
        expect(links.actions).to.deep.equal([
            { id: action.id, rel: "create", href: `${account.emulator.url}/v2/actions/${action.id}` },
        ]);
        expect(droplet).to.include({ name: "web-1", status: "new", locked: true, memory: 1024, vcpus: 1, disk: 25 });
        expect(droplet.networks).to.deep.equal({ v4: [], v6: [] });

        const path = `/v2/droplets/${droplet.id}`;
        account.move(60);
        expect((await account.get(path)).status, "in time, not booted").to.equal("new");
        release();
        await account.pass(0);
        const active = await account.get(path);
        expect(active).to.deep.equal({
            id: droplet.id,
            name: "web-1",
            memory: 1024,
            vcpus: 1,
            disk: 25,
            disk_info: [{ type: "local", size: { amount: 25, unit: "gib" } }],
            locked: false,
            status: "active",
            kernel: null,
            created_at: "2026-11-21T12:00:00Z",
            features: ["monitoring", "droplet_agent", "private_networking"],
            backup_ids: [],
            next_backup_window: null,
            snapshot_ids: [],
            image: await account.get("/v2/images/debian-12-x64"),
            volume_ids: [],
            size: active.size,
            size_slug: "s-1vcpu-1gb",
            networks: {
                v4: [
                    { ip_address: "198.18.0.2", netmask: "255.255.240.0", gateway: "198.18.0.1", type: "public" },
                    { ip_address: "10.100.0.2", netmask: "255.255.240.0", gateway: "10.100.0.1", type: "private" },
                ],
                v6: [],
            },
            region: active.region,
            tags: ["web", "slipway"],
            vpc_uuid: active.vpc_uuid,
        });
        expect(active.size).to.include({ slug: "s-1vcpu-1gb", price_monthly: 6 });
        expect(active.region).to.include({ slug: "fra1", available: true });
        expect((await account.get(`/v2/actions/${action.id}`)).status).to.equal("completed");
        expect(account.machines.orders).to.deep.equal([
            {
                do: "boot",
                machine: {
                    id: droplet.id,
                    name: "web-1",
                    region: "fra1",
                    image: "debian-12-x64",
                    size: { slug: "s-1vcpu-1gb", vcpus: 1, memory: 1024, disk: 25 },
                    userData: "#cloud-config\n",
                    sshKeys: [publicKey],
                    public: { address: "198.18.0.2", network: "198.18.0.0/20" },
                    publicIpv6: null,
                    private: { address: "10.100.0.2", network: "10.100.0.0/20" },
                    vpc: active.vpc_uuid,
                    monitoring: true,
                },
            },
        ]);
    });

    it("are new for a while though their machine has booted", async () => {
        const { id } = await account.make("/v2/droplets", { ...server, name: "web-1" });
        await account.pass(1.9);
        expect((await account.get(`/v2/droplets/${id}`)).status).to.equal("new");
        await account.pass(0.1);
        expect((await account.get(`/v2/droplets/${id}`)).status).to.equal("active");
    });

    it("stay new where the machine does not boot, and their action has failed", async () => {
        account.machines.fail("boot", "no room");
        const { body } = await account.call("POST", "/v2/droplets", { ...server, name: "web-1" });
        await account.pass(0);
        expect((await account.get(`/v2/actions/${body.links.actions[0].id}`)).status).to.equal("errored");
        expect((await account.get(`/v2/droplets/${body.droplet.id}`)).status).to.equal("new");
        expect(account.problems).to.deep.equal(["no room"]);
        expect((await account.call("DELETE", `/v2/droplets/${body.droplet.id}`)).status).to.equal(204);
    });

    it("are made several at a time, and listed by name and by tag", async () => {
        const reply = await account.call("POST", "/v2/droplets", { ...server, names: ["a", "b"], tags: ["both"] });
        expect(reply.status).to.equal(202);
        expect(reply.body.droplets).to.have.length(2);
        expect(reply.body.links.actions).to.have.length(2);
        await account.make("/v2/droplets", { ...server, name: "c" });
        for (const [query, names] of [
            ["", ["a", "b", "c"]],
            ["?name=b", ["b"]],
            ["?name=x", []],
            ["?tag_name=both", ["a", "b"]],
            ["?tag_name=none", []],
            ["?type=gpus", []],
        ] as const) {
            const listed = await account.get(`/v2/droplets${query}`);
            expect(
                listed.map(({ name }: { name: string }) => name),
                query,
            ).to.deep.equal(names);
        }
        expect((await account.call("DELETE", "/v2/droplets?tag_name=both")).status).to.equal(204);
        expect(await account.get("/v2/droplets")).to.have.length(1);
        await account.emulator.idle();
        expect(account.machines.told.slice(3).map((one) => one.split(" ")[0])).to.deep.equal(["destroy", "destroy"]);
    });

    it("can do without public networking, and have IPv6", async () => {
        const inside = await account.droplet("inside", { public_networking: false });
        expect(inside.networks.v4.map(({ type }: { type: string }) => type)).to.deep.equal(["private"]);
        const six = await account.droplet("six", { ipv6: true });
        expect(six.features).to.include("ipv6");
        expect(six.networks.v6).to.have.length(1);
    });

    it("do what actions say, one at a time", async () => {
        const { id } = await account.droplet("web-1");
        account.machines.told.length = 0;
        const path = `/v2/droplets/${id}`;
        for (const [wish, during, afterwards, told] of [
            [{ type: "power_off" }, "active", { status: "off" }, `power ${id} off`],
            [{ type: "resize", size: "s-1vcpu-2gb" }, "off", { memory: 2048, disk: 25 }, `resize ${id} s-1vcpu-2gb`],
            [
                { type: "resize", size: "s-2vcpu-4gb", disk: true },
                "off",
                { vcpus: 2, disk: 80 },
                `resize ${id} s-2vcpu-4gb`,
            ],
            [{ type: "power_on" }, "off", { status: "active" }, `power ${id} on`],
            [{ type: "reboot" }, "active", { status: "active" }, `power ${id} reboot`],
            [{ type: "power_cycle" }, "active", { status: "active" }, `power ${id} cycle`],
            [{ type: "rename", name: "web-2" }, "active", { name: "web-2" }, undefined],
            [{ type: "shutdown" }, "active", { status: "off" }, `power ${id} shutdown`],
        ] as const) {
            const reply = await account.call("POST", `${path}/actions`, wish);
            expect(reply.status, wish.type).to.equal(201);
            const { action } = reply.body;
            expect(action, wish.type).to.include({ type: wish.type, status: "in-progress", resource_id: id });
            expect(action.resource_type).to.equal("droplet");
            expect(action.completed_at).to.equal(null);
            expect(await account.get(path), wish.type).to.include({ status: during, locked: true });
            await expectRefusals(account, [
                [`POST ${path}/actions`, { type: "power_off" }, 422, "Droplet already has a pending event."],
                [`DELETE ${path}`, undefined, 422, "Droplet already has a pending event."],
            ]);
            await account.pass(1);
            expect(await account.get(path), wish.type).to.include({ ...afterwards, locked: false });
            const done = await account.get(`${path}/actions/${action.id}`);
            expect(done).to.include({ status: "completed", region_slug: "fra1" });
            expect(account.machines.told.splice(0), wish.type).to.deep.equal(told === undefined ? [] : [told]);
        }
        const types = (await account.get(`${path}/actions`)).map(({ type }: { type: string }) => type);
        expect(types[0]).to.equal("shutdown");
        expect(types.at(-1)).to.equal("create");
        expect(await account.get("/v2/actions")).to.have.length(types.length);
    });

    it("get backups, IPv6 and private networking by actions, and lose backups", async () => {
        const { id, features } = await account.droplet("web-1");
        const path = `/v2/droplets/${id}`;
        const without = features.filter((feature: string) => feature !== "backups");
        for (const [type, then] of [
            ["enable_backups", [...without, "backups"]],
            ["change_backup_policy", [...without, "backups"]],
            ["disable_backups", without],
            ["enable_ipv6", [...without, "ipv6"]],
        ] as const) {
            expect((await account.call("POST", `${path}/actions`, { type })).status, type).to.equal(201);
            await account.pass(1);
            expect((await account.get(path)).features, type).to.deep.equal(then);
        }
        expect((await account.get(path)).networks.v6).to.have.length(1);
        await expectRefusals(account, [
            [`POST ${path}/actions`, { type: "disable_backups" }, 422, "Backups are not enabled on this Droplet."],
            [`POST ${path}/actions`, { type: "change_backup_policy" }, 422, /^Backups are not enabled/],
            [`POST ${path}/actions`, { type: "enable_ipv6" }, 422, "ipv6 is already enabled on this Droplet."],
            [`POST ${path}/actions`, { type: "enable_private_networking" }, 422, /already enabled/],
        ]);
    });

    it("are as before where the machine fails", async () => {
        const { id } = await account.droplet("web-1");
        account.machines.fail("power", "does not go off");
        const { id: action } = await account.make(`/v2/droplets/${id}/actions`, { type: "power_off" });
        await account.pass(1);
        expect((await account.get(`/v2/actions/${action}`)).status).to.equal("errored");
        expect((await account.get(`/v2/droplets/${id}`)).status).to.equal("active");
    });

    it("are refused with the reason", async () => {
        const { id } = await account.droplet("web-1");
        const wish = { ...server, name: "web-2" };
        const other = await account.make("/v2/vpcs", { name: "other", region: "nyc3" });
        const create = "POST /v2/droplets";
        const act = `POST /v2/droplets/${id}/actions`;
        await expectRefusals(account, [
            [create, { ...wish, size: "s-9vcpu" }, 422, "You specified an invalid size for Droplet creation."],
            [create, { ...wish, region: "xyz1" }, 422, "You specified an invalid region for Droplet creation."],
            [create, { ...wish, region: "sfo1" }, 422, "Region is not available"],
            [create, { ...wish, image: "debian-1" }, 422, "You specified an invalid image for Droplet creation."],
            [create, { ...wish, region: "nyc2", size: "c-2" }, 422, "Size is not available in this region."],
            [
                create,
                { ...wish, ssh_keys: [1, "a:b"] },
                422,
                "1, a:b are invalid key identifiers for Droplet creation.",
            ],
            [create, { ...wish, name: "web_2" }, 422, /Only valid hostname characters are allowed/],
            [create, server, 422, "name is required"],
            [
                create,
                { ...server, names: ["a", "b", "c"] },
                422,
                "creating this/these droplet(s) will exceed your droplet limit",
            ],
            [create, { ...wish, user_data: "x".repeat(65_537) }, 422, /^User data is too long/],
            [create, { ...wish, vpc_uuid: other.id }, 422, "Failed to resolve VPC"],
            [create, { ...wish, volumes: ["none"] }, 422, "You specified an invalid volume for Droplet creation."],
            [create, { ...wish, tags: ["no spaces"] }, 422, /^tags\.0: Tags may only contain/],
            ["GET /v2/droplets/1", undefined, 404, gone],
            ["DELETE /v2/droplets/1", undefined, 404, gone],
            ["DELETE /v2/droplets", undefined, 422, "tag_name is required"],
            [act, { type: "explode" }, 422, /^type: /],
            [act, { type: "resize", size: "s-2vcpu-4gb" }, 422, /^Droplet is currently on/],
            [`GET /v2/droplets/${id}/actions/1`, undefined, 404, gone],
            ["GET /v2/actions/1", undefined, 404, gone],
        ]);
        await account.make(`/v2/droplets/${id}/actions`, { type: "power_off" });
        await account.pass(1);
        await expectRefusals(account, [
            [act, { type: "resize", size: "s-1vcpu-512mb-10gb" }, 422, /smaller disk/],
            [act, { type: "resize", size: "s-9vcpu" }, 422, "You specified an invalid size for Droplet resize."],
            [act, { type: "reboot" }, 422, /^Droplet is currently off/],
        ]);
    });
});
