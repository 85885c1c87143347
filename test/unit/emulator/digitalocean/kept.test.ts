import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type Account, started } from "./support/account";
import { recordingMachines } from "./support/recording-machines";

describe("an emulated DigitalOcean that is kept in a file", () => {
    let folder: string;
    let account: Account;
    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), "slipway-cloud-"));
        account = await started({ stateFile: join(folder, "digitalocean.json") });
    });
    afterEach(async () => {
        await account.stop();
        await rm(folder, { recursive: true });
    });

    it("is the same after a restart, and brings its machines about again", async () => {
        const volume = await account.volume("data");
        const one = await account.droplet("one", { volumes: [volume.id], user_data: "secret" });
        const two = await account.droplet("two");
        await account.make("/v2/firewalls", {
            name: "web",
            inbound_rules: [{ protocol: "tcp", ports: "22", sources: { addresses: ["0.0.0.0/0"] } }],
            droplet_ids: [one.id],
        });
        await account.make("/v2/reserved_ips", { droplet_id: two.id });
        const rule = { entry_protocol: "tcp", entry_port: 80, target_protocol: "tcp", target_port: 80 };
        const balancer = { name: "lb", region: "fra1", forwarding_rules: [rule], droplet_ids: [one.id] };
        await account.make("/v2/load_balancers", balancer);
        await account.pass(5);
        await account.make(`/v2/droplets/${two.id}/actions`, { type: "shutdown" });
        await account.pass(5);
        const before = account.emulator.state();

        const again = recordingMachines();
        await account.stop();
        await account.start({ machines: again, seed: "another" });
        expect(account.emulator.state()).to.deep.equal(before);
        await account.emulator.idle();
        expect(again.told).to.have.members([
            "createVolume data",
            "boot one",
            "boot two",
            `power ${two.id} shutdown`,
            `attachVolume data ${one.id}`,
            `assignReservedIp ${(await account.get("/v2/reserved_ips"))[0].ip} ${two.id}`,
            again.told.find((each) => each.startsWith(`applyFirewall ${one.id}`)),
            "applyLoadBalancer lb",
        ]);
        const made = await account.make("/v2/tags", { name: "new" });
        expect(made.name).to.equal("new");
        const { id } = await account.droplet("three");
        expect(before.droplets.map((droplet) => droplet.id)).not.to.include(id);
    });

    it("lets nobody else read what droplets were given", async () => {
        await account.droplet("one", { user_data: "secret" });
        expect((await stat(join(folder, "digitalocean.json"))).mode & 0o777).to.equal(0o600);
    });

    it("goes on with what was under way", async () => {
        const { body } = await account.call("POST", "/v2/droplets", {
            name: "one",
            region: "fra1",
            size: "s-1vcpu-1gb",
            image: "debian-12-x64",
        });
        await account.stop();
        await account.start({ machines: recordingMachines() });
        await account.pass(2);
        expect((await account.get(`/v2/droplets/${body.droplet.id}`)).status).to.equal("active");
    });
});
