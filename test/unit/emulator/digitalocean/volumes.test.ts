import { expect } from "chai";
import { type Account, started } from "./support/account";
import { expectRefusals, gone } from "./support/refuses";

describe("emulated volumes", () => {
    let account: Account;
    beforeEach(async () => {
        account = await started();
    });
    afterEach(() => account.stop());

    it("are made, found by name and region, and deleted by id or name", async () => {
        const wish = { filesystem_type: "ext4", filesystem_label: "data", description: "d", tags: ["slipway"] };
        const volume = await account.volume("data", wish);
        expect(volume).to.deep.equal({
            id: volume.id,
            name: "data",
            description: "d",
            region: volume.region,
            size_gigabytes: 10,
            droplet_ids: [],
            created_at: "2026-11-21T12:00:00Z",
            filesystem_type: "ext4",
            filesystem_label: "data",
            tags: ["slipway"],
        });
        expect(volume.region.slug).to.equal("fra1");
        await account.volume("data", { region: "nyc3" });
        for (const [query, count] of [
            ["", 2],
            ["?name=data", 2],
            ["?name=data&region=nyc3", 1],
            ["?region=fra1", 1],
            ["?name=none", 0],
        ] as const) {
            expect(await account.get(`/v2/volumes${query}`), query).to.have.length(count);
        }
        expect((await account.call("DELETE", `/v2/volumes/${volume.id}`)).status).to.equal(204);
        expect((await account.call("DELETE", "/v2/volumes?name=data&region=nyc3")).status).to.equal(204);
        expect(await account.get("/v2/volumes")).to.deep.equal([]);
        await account.emulator.idle();
        expect(account.machines.told).to.deep.equal([
            "createVolume data",
            "createVolume data",
            "destroyVolume data",
            "destroyVolume data",
        ]);
    });

    it("are attached, resized and detached by actions that take time", async () => {
        const droplet = await account.droplet("web-1");
        const volume = await account.volume("data");
        const path = `/v2/volumes/${volume.id}`;
        const where = { droplet_id: droplet.id, region: "fra1" };
        account.machines.told.length = 0;
        const steps = [
            [{ type: "attach", ...where }, [], [droplet.id], 10, `attachVolume data ${droplet.id}`],
            [{ type: "resize", size_gigabytes: 20 }, [droplet.id], [droplet.id], 20, "resizeVolume data"],
            [{ type: "detach", ...where }, [droplet.id], [], 20, `detachVolume data ${droplet.id}`],
        ] as const;
        for (const [wish, during, afterwards, size, told] of steps) {
            const reply = await account.call("POST", `${path}/actions`, wish);
            expect(reply.status, wish.type).to.equal(202);
            const { action } = reply.body;
            expect(action).to.include({ type: `${wish.type}_volume`, status: "in-progress", resource_id: null });
            expect((await account.get(path)).droplet_ids, wish.type).to.deep.equal(during);
            await expectRefusals(account, [
                [
                    `POST /v2/droplets/${droplet.id}/actions`,
                    { type: "reboot" },
                    422,
                    "Droplet already has a pending event.",
                ],
            ]);
            await account.pass(1);
            expect((await account.get(`${path}/actions/${action.id}`)).status).to.equal("completed");
            expect(await account.get(path), wish.type).to.deep.include({
                droplet_ids: afterwards,
                size_gigabytes: size,
            });
            const { volume_ids } = await account.get(`/v2/droplets/${droplet.id}`);
            expect(volume_ids).to.deep.equal(afterwards.map(() => volume.id));
            expect(account.machines.told.splice(0).at(-1), wish.type).to.equal(told);
        }
        expect(await account.get(`${path}/actions`)).to.have.length(3);
    });

    it("are attached at a droplet's creation, after both are there, and stay when it is deleted", async () => {
        const volume = await account.volume("data");
        const droplet = await account.droplet("web-1", { volumes: [volume.id] });
        expect(droplet.volume_ids).to.deep.equal([volume.id]);
        await account.call("DELETE", `/v2/droplets/${droplet.id}`);
        expect((await account.get(`/v2/volumes/${volume.id}`)).droplet_ids).to.deep.equal([]);
        await account.emulator.idle();
        expect(account.machines.told).to.deep.equal([
            "createVolume data",
            "boot web-1",
            `attachVolume data ${droplet.id}`,
            `detachVolume data ${droplet.id}`,
            `destroy ${droplet.id}`,
        ]);
    });

    it("are not attached where the machine fails", async () => {
        const droplet = await account.droplet("web-1");
        const volume = await account.volume("data");
        account.machines.fail("attachVolume", "no slot");
        const wish = { type: "attach", droplet_id: droplet.id };
        const action = await account.make(`/v2/volumes/${volume.id}/actions`, wish);
        await account.pass(1);
        expect((await account.get(`/v2/actions/${action.id}`)).status).to.equal("errored");
        expect((await account.get(`/v2/volumes/${volume.id}`)).droplet_ids).to.deep.equal([]);
        expect((await account.call("POST", `/v2/volumes/${volume.id}/actions`, wish)).status).to.equal(202);
    });

    it("have snapshots, which volumes can begin as", async () => {
        const volume = await account.volume("data", { filesystem_type: "ext4" });
        const snapshot = await account.make(`/v2/volumes/${volume.id}/snapshots`, { name: "before", tags: ["kept"] });
        expect(snapshot).to.deep.equal({
            id: snapshot.id,
            name: "before",
            resource_id: volume.id,
            resource_type: "volume",
            regions: ["fra1"],
            min_disk_size: 10,
            size_gigabytes: 0,
            tags: ["kept"],
            created_at: "2026-11-21T12:00:00Z",
        });
        expect(await account.get(`/v2/volumes/${volume.id}/snapshots`)).to.deep.equal([snapshot]);
        expect(await account.get("/v2/snapshots?resource_type=volume")).to.deep.equal([snapshot]);
        expect(await account.get("/v2/snapshots?resource_type=droplet")).to.deep.equal([]);
        expect(await account.get(`/v2/snapshots/${snapshot.id}`)).to.deep.equal(snapshot);
        const copy = await account.make("/v2/volumes", { name: "copy", region: "fra1", snapshot_id: snapshot.id });
        expect(copy.size_gigabytes).to.equal(10);
        await account.emulator.idle();
        expect(account.machines.orders.at(-1)).to.deep.include({ do: "createVolume" });
        expect(account.machines.orders.at(-1)).to.have.nested.property("disk.snapshot", snapshot.id);
        expect((await account.call("DELETE", `/v2/snapshots/${snapshot.id}`)).status).to.equal(204);
        await expectRefusals(account, [[`GET /v2/snapshots/${snapshot.id}`, undefined, 404, gone]]);
    });

    it("are refused with the reason", async () => {
        const [one, two] = [await account.droplet("one"), await account.droplet("two", { region: "nyc3" })];
        const volume = await account.volume("data");
        const act = `POST /v2/volumes/${volume.id}/actions`;
        const wish = { name: "more", region: "fra1", size_gigabytes: 1 };
        await expectRefusals(account, [
            ["POST /v2/volumes", { ...wish, name: "data" }, 409, "a volume with that name already exists"],
            ["POST /v2/volumes", { ...wish, name: "Data" }, 422, /^name: must be lowercase/],
            ["POST /v2/volumes", { ...wish, region: "xyz1" }, 422, "invalid region"],
            ["POST /v2/volumes", { ...wish, size_gigabytes: 0 }, 422, /^size_gigabytes: /],
            ["POST /v2/volumes", { name: "more", region: "fra1" }, 422, "size_gigabytes is required"],
            ["POST /v2/volumes", { ...wish, filesystem_label: "x" }, 422, "filesystem_label needs filesystem_type"],
            ["POST /v2/volumes", { ...wish, snapshot_id: "none" }, 404, gone],
            [act, { type: "attach", droplet_id: 1 }, 404, gone],
            [act, { type: "attach", droplet_id: two.id }, 422, "The volume and the Droplet must be in the same region"],
            [act, { type: "detach", droplet_id: one.id }, 422, "Attachment not found"],
            [act, { type: "resize", size_gigabytes: 10 }, 422, "volumes can only be resized upwards"],
            [act, { type: "resize", size_gigabytes: 20_000 }, 422, /^size_gigabytes: /],
            ["GET /v2/volumes/none", undefined, 404, gone],
            ["DELETE /v2/volumes/none", undefined, 404, gone],
            ["DELETE /v2/volumes?name=data", undefined, 404, gone],
        ]);
        await account.make(`/v2/volumes/${volume.id}/actions`, { type: "attach", droplet_id: one.id });
        await account.pass(1);
        await expectRefusals(account, [
            [`DELETE /v2/volumes/${volume.id}`, undefined, 409, /attached to a Droplet cannot be deleted/],
            [act, { type: "attach", droplet_id: one.id }, 422, "This volume is already attached"],
        ]);
    });
});
