import { expect } from "chai";
import { type Account, started } from "./support/account";
import { expectRefusals, gone } from "./support/refuses";

const everyone = { addresses: ["0.0.0.0/0", "::/0"] };
const https = { protocol: "tcp", ports: "443", sources: everyone };
const out = { protocol: "tcp", ports: "0", destinations: everyone };

describe("emulated firewalls", () => {
    let account: Account;
    beforeEach(async () => {
        account = await started();
    });
    afterEach(() => account.stop());

    /** The last filter that the droplet's machine was told. */
    async function filterOf(id: number): Promise<unknown> {
        await account.emulator.idle();
        const orders = account.machines.orders.filter((order) => order.do === "applyFirewall" && order.droplet === id);
        const last = orders.at(-1);
        return last?.do === "applyFirewall" ? last.filter : undefined;
    }

    it("are waiting until the machines know them", async () => {
        const droplet = await account.droplet("web-1");
        const release = account.machines.hold("applyFirewall");
        const wish = {
            name: "web",
            inbound_rules: [https],
            outbound_rules: [out],
            droplet_ids: [droplet.id],
            tags: null,
        };
        const { status, body } = await account.call("POST", "/v2/firewalls", wish);
        expect(status).to.equal(202);
        const { firewall } = body;
        const told = { ...wish, tags: [], id: firewall.id, created_at: "2026-11-21T12:00:05Z" };
        const waiting = [{ droplet_id: droplet.id, removing: false, status: "waiting" }];
        expect(firewall).to.deep.equal({ ...told, status: "waiting", pending_changes: waiting });
        account.move(60);
        expect((await account.get(`/v2/firewalls/${firewall.id}`)).status).to.equal("waiting");
        release();
        await account.pass(1);
        const done = { ...told, status: "succeeded", pending_changes: [] };
        expect(await account.get(`/v2/firewalls/${firewall.id}`)).to.deep.equal(done);
        expect(await account.get("/v2/firewalls")).to.deep.equal([done]);
        expect(await account.get(`/v2/droplets/${droplet.id}/firewalls`)).to.deep.equal([done]);
        const peers = ["0.0.0.0/0", "::/0"];
        expect(await filterOf(droplet.id)).to.deep.equal({
            inbound: [{ protocol: "tcp", ports: { from: 443, to: 443 }, peers }],
            outbound: [{ protocol: "tcp", ports: null, peers }],
        });
        expect((await account.call("DELETE", `/v2/firewalls/${firewall.id}`)).status).to.equal(204);
        expect(await filterOf(droplet.id)).to.equal(null);
    });

    it("take all for every port, and tell it as 0", async () => {
        const rules = [{ ...https, ports: "all" }];
        const { inbound_rules } = await account.make("/v2/firewalls", { name: "web", inbound_rules: rules });
        expect(inbound_rules).to.deep.equal([{ ...https, ports: "0" }]);
    });

    it("forget a droplet that is deleted", async () => {
        const droplet = await account.droplet("web-1");
        const wish = { name: "web", inbound_rules: [https], droplet_ids: [droplet.id] };
        const { id } = await account.make("/v2/firewalls", wish);
        await account.call("DELETE", `/v2/droplets/${droplet.id}`);
        expect((await account.get(`/v2/firewalls/${id}`)).droplet_ids).to.deep.equal([]);
    });

    it("are failed where the machine fails", async () => {
        const droplet = await account.droplet("web-1");
        account.machines.fail("applyFirewall", "no rules");
        const wish = { name: "web", inbound_rules: [https], droplet_ids: [droplet.id] };
        const { id } = await account.make("/v2/firewalls", wish);
        await account.pass(1);
        expect((await account.get(`/v2/firewalls/${id}`)).status).to.equal("failed");
    });

    it("follow tags and addresses as droplets come and go", async () => {
        await account.make("/v2/tags", { name: "web" });
        const sources = { tags: ["web"] };
        const wish = {
            name: "inner",
            tags: ["web"],
            inbound_rules: [
                { protocol: "udp", ports: "4789-4790", sources },
                { protocol: "icmp", sources },
            ],
        };
        const made = await account.make("/v2/firewalls", wish);
        expect(made.inbound_rules[1]).to.deep.equal({ protocol: "icmp", ports: "0", sources });
        const one = await account.droplet("one", { tags: ["web"] });
        const two = await account.droplet("two", { tags: ["web"] });
        const other = await account.droplet("other");
        const addresses = (droplet: typeof one): string[] =>
            [1, 0].map((at) => `${droplet.networks.v4[at].ip_address}/32`);
        const filter = (peers: string[]): object => ({
            inbound: [
                { protocol: "udp", ports: { from: 4789, to: 4790 }, peers },
                { protocol: "icmp", ports: null, peers },
            ],
            outbound: [],
        });
        expect(await filterOf(one.id)).to.deep.equal(filter([...addresses(one), ...addresses(two)]));
        expect(await filterOf(two.id)).to.deep.equal(filter([...addresses(one), ...addresses(two)]));
        expect(await filterOf(other.id)).to.equal(undefined);
        await account.call("DELETE", `/v2/droplets/${two.id}`);
        expect(await filterOf(one.id)).to.deep.equal(filter(addresses(one)));
    });

    it("join what several of them let through, and a load balancer by where it comes from", async () => {
        const droplet = await account.droplet("web-1");
        const balancer = await account.make("/v2/load_balancers", {
            name: "lb",
            region: "fra1",
            forwarding_rules: [{ entry_protocol: "tcp", entry_port: 443, target_protocol: "tcp", target_port: 443 }],
            droplet_ids: [droplet.id],
        });
        const behind = { protocol: "tcp", ports: "443", sources: { load_balancer_uids: [balancer.id] } };
        const ssh = { protocol: "tcp", ports: "22", sources: { addresses: ["203.0.113.7"] } };
        await account.make("/v2/firewalls", { name: "behind", inbound_rules: [behind], droplet_ids: [droplet.id] });
        await account.make("/v2/firewalls", { name: "ssh", inbound_rules: [ssh], droplet_ids: [droplet.id] });
        expect(await filterOf(droplet.id)).to.deep.equal({
            inbound: [
                { protocol: "tcp", ports: { from: 443, to: 443 }, peers: ["10.100.0.3/32", "198.18.0.3/32"] },
                { protocol: "tcp", ports: { from: 22, to: 22 }, peers: ["203.0.113.7/32"] },
            ],
            outbound: [],
        });
    });

    it("are changed as a whole and in parts", async () => {
        const [one, two] = [await account.droplet("one"), await account.droplet("two", { tags: ["web"] })];
        const wish = { name: "web", inbound_rules: [https], outbound_rules: [out], droplet_ids: [one.id] };
        const { id } = await account.make("/v2/firewalls", wish);
        const path = `/v2/firewalls/${id}`;
        const ssh = { protocol: "tcp", ports: "22", sources: everyone };
        for (const [method, part, body, key, value] of [
            ["POST", "droplets", { droplet_ids: [two.id] }, "droplet_ids", [one.id, two.id]],
            ["DELETE", "droplets", { droplet_ids: [one.id] }, "droplet_ids", [two.id]],
            ["POST", "tags", { tags: ["web"] }, "tags", ["web"]],
            ["DELETE", "tags", { tags: ["web"] }, "tags", []],
            ["POST", "rules", { inbound_rules: [ssh] }, "inbound_rules", [https, ssh]],
            ["DELETE", "rules", { inbound_rules: [https] }, "inbound_rules", [ssh]],
        ] as const) {
            expect((await account.call(method, `${path}/${part}`, body)).status, `${method} ${part}`).to.equal(204);
            expect((await account.get(path))[key], `${method} ${part}`).to.deep.equal(value);
        }
        const put = await account.call("PUT", path, { name: "renamed", inbound_rules: [https] });
        expect(put.status).to.equal(200);
        expect(put.body.firewall).to.deep.include({
            name: "renamed",
            outbound_rules: [],
            droplet_ids: [],
            status: "waiting",
        });
    });

    it("are refused with the reason", async () => {
        const { id } = await account.make("/v2/firewalls", { name: "web", inbound_rules: [https] });
        const create = "POST /v2/firewalls";
        const rules = (...inbound_rules: object[]): object => ({ name: "more", inbound_rules });
        await expectRefusals(account, [
            [create, { name: "web", inbound_rules: [https] }, 409, "duplicate name"],
            [create, { name: "a_b", inbound_rules: [https] }, 422, /^name: must begin/],
            [create, { name: "more" }, 422, "at least one rule is required"],
            [create, rules(https, https), 422, "duplicate rule"],
            [create, rules({ ...https, ports: "some" }), 422, "you must specify a valid range for ports"],
            [create, rules({ ...https, ports: "9-8" }), 422, "you must specify a valid range for ports"],
            [create, rules({ ...https, ports: "70000" }), 422, "you must specify a valid range for ports"],
            [create, rules({ ...https, protocol: "sctp" }), 422, /^inbound_rules\.0\.protocol: /],
            [create, rules({ ...https, sources: {} }), 422, /^a rule needs addresses/],
            [create, rules({ ...https, sources: { addresses: ["example.com"] } }), 422, "invalid address"],
            [create, rules({ ...https, sources: { tags: ["none"] } }), 422, "tag none not found"],
            [create, rules({ ...https, sources: { droplet_ids: [1] } }), 422, "droplet 1 not found"],
            [create, rules({ ...https, sources: { load_balancer_uids: ["x"] } }), 422, "load balancer x not found"],
            [create, { ...rules(https), droplet_ids: [1] }, 422, "droplet 1 not found"],
            [create, { ...rules(https), tags: ["none"] }, 422, "tag none not found"],
            [`POST /v2/firewalls/${id}/rules`, { inbound_rules: [https] }, 422, "duplicate rule"],
            [`DELETE /v2/firewalls/${id}/rules`, { outbound_rules: [out] }, 422, "rule not found"],
            [`POST /v2/firewalls/${id}/tags`, { tags: ["none"] }, 422, "tag none not found"],
            [`POST /v2/firewalls/${id}/droplets`, { droplet_ids: [1] }, 422, "droplet 1 not found"],
            ["GET /v2/firewalls/none", undefined, 404, gone],
            ["PUT /v2/firewalls/none", { name: "x", inbound_rules: [https] }, 404, gone],
            ["DELETE /v2/firewalls/none", undefined, 404, gone],
        ]);
    });
});
