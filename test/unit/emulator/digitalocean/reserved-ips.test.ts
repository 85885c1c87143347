import { expect } from "chai";
import { type Account, started } from "./support/account";
import { expectRefusals, gone } from "./support/refuses";

describe("emulated reserved IPs", () => {
    let account: Account;
    beforeEach(async () => {
        account = await started();
    });
    afterEach(() => account.stop());

    it("are reserved for a region, then lead to one droplet after another", async () => {
        const [one, two] = [await account.droplet("one"), await account.droplet("two")];
        const reply = await account.call("POST", "/v2/reserved_ips", { region: "fra1" });
        expect(reply.status).to.equal(202);
        const { reserved_ip: reserved, links } = reply.body;
        expect(links).to.deep.equal({});
        const { id: project } = await account.get("/v2/projects/default");
        expect(reserved).to.deep.equal({
            ip: "198.18.0.4",
            region: reserved.region,
            droplet: null,
            locked: false,
            project_id: project,
        });
        const path = `/v2/reserved_ips/${reserved.ip}`;
        account.machines.told.length = 0;
        for (const [wish, during, afterwards, told] of [
            [{ type: "assign", droplet_id: one.id }, undefined, "one", one.id],
            [{ type: "assign", droplet_id: two.id }, "one", "two", two.id],
            [{ type: "unassign" }, "two", undefined, null],
        ] as const) {
            const asked = await account.call("POST", `${path}/actions`, wish);
            expect(asked.status).to.equal(201);
            const { action } = asked.body;
            expect(action).to.include({ type: `${wish.type}_ip`, resource_type: "reserved_ip", project_id: project });
            expect(action.resource_id).to.be.a("number");
            const meanwhile = await account.get(path);
            expect([meanwhile.locked, meanwhile.droplet?.name]).to.deep.equal([true, during]);
            await expectRefusals(account, [
                [`DELETE ${path}`, undefined, 422, "Resource already has a pending event."],
            ]);
            await account.pass(1);
            const done = await account.get(path);
            expect([done.locked, done.droplet?.name]).to.deep.equal([false, afterwards]);
            expect((await account.get(`${path}/actions/${action.id}`)).status).to.equal("completed");
            expect(account.machines.told.splice(0)).to.deep.equal([`assignReservedIp 198.18.0.4 ${told}`]);
        }
        expect(await account.get(`${path}/actions`)).to.have.length(3);
        expect((await account.call("DELETE", path)).status).to.equal(204);
        await expectRefusals(account, [[`GET ${path}`, undefined, 404, gone]]);
    });

    it("can be assigned at once, and are free again when the droplet is deleted", async () => {
        const droplet = await account.droplet("web-1");
        const { body } = await account.call("POST", "/v2/reserved_ips", { droplet_id: droplet.id });
        const { url } = account.emulator;
        const [action] = body.links.actions;
        expect(body.links).to.deep.equal({
            droplets: [{ id: droplet.id, rel: "droplet", href: `${url}/v2/droplets/${droplet.id}` }],
            actions: [{ id: action.id, rel: "assign_ip", href: `${url}/v2/actions/${action.id}` }],
        });
        await account.pass(1);
        expect((await account.get("/v2/reserved_ips"))[0].droplet.id).to.equal(droplet.id);
        await account.call("DELETE", `/v2/droplets/${droplet.id}`);
        expect((await account.get("/v2/reserved_ips"))[0].droplet).to.equal(null);
        await account.emulator.idle();
        expect(account.machines.told.slice(-2)).to.deep.equal([
            `assignReservedIp ${body.reserved_ip.ip} null`,
            `destroy ${droplet.id}`,
        ]);
    });

    it("lead on to where they led, where the machine fails", async () => {
        const droplet = await account.droplet("web-1");
        const { ip } = await account.make("/v2/reserved_ips", { region: "fra1" });
        account.machines.fail("assignReservedIp", "no route");
        await account.make(`/v2/reserved_ips/${ip}/actions`, { type: "assign", droplet_id: droplet.id });
        await account.pass(1);
        const [action] = await account.get(`/v2/reserved_ips/${ip}/actions`);
        expect([action.status, (await account.get(`/v2/reserved_ips/${ip}`)).droplet]).to.deep.equal(["errored", null]);
    });

    it("are refused with the reason", async () => {
        const [near, far] = [await account.droplet("near"), await account.droplet("far", { region: "nyc3" })];
        const inside = await account.droplet("inside", { public_networking: false });
        const { ip } = await account.make("/v2/reserved_ips", { region: "fra1" });
        await account.make("/v2/reserved_ips", { droplet_id: near.id });
        await account.make("/v2/reserved_ips", { region: "fra1" });
        await account.pass(1);
        const act = `POST /v2/reserved_ips/${ip}/actions`;
        await expectRefusals(account, [
            ["POST /v2/reserved_ips", { region: "fra1" }, 422, "reserved IP limit exceeded"],
            ["POST /v2/reserved_ips", { region: "xyz1" }, 422, "region is invalid"],
            ["POST /v2/reserved_ips", {}, 422, "region is invalid"],
            [act, { type: "unassign" }, 422, "The reserved IP is not assigned to a Droplet"],
            [act, { type: "assign", droplet_id: 1 }, 404, gone],
            [
                act,
                { type: "assign", droplet_id: far.id },
                422,
                "The reserved IP and the Droplet must be in the same region",
            ],
            [act, { type: "assign", droplet_id: near.id }, 422, "The Droplet already has a reserved IP assigned"],
            [act, { type: "assign", droplet_id: inside.id }, 422, "The Droplet has no public networking"],
            ["GET /v2/reserved_ips/1.2.3.4", undefined, 404, gone],
            ["DELETE /v2/reserved_ips/1.2.3.4", undefined, 404, gone],
        ]);
    });
});
