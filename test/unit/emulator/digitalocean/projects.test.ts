import { expect } from "chai";
import { type Account, started } from "./support/account";
import { expectRefusals, gone } from "./support/refuses";

const wish = { name: "acme", purpose: "Web Application", description: "d", environment: "staging" };

describe("emulated projects", () => {
    let account: Account;
    beforeEach(async () => {
        account = await started();
    });
    afterEach(() => account.stop());

    it("are made, changed and deleted", async () => {
        const project = await account.make("/v2/projects", wish);
        expect(project).to.deep.equal({
            ...wish,
            id: project.id,
            owner_uuid: "23c50068-f2f8-43e5-a166-b963834476fa",
            owner_id: 258_992,
            environment: "Staging",
            is_default: false,
            created_at: "2026-11-21T12:00:00Z",
            updated_at: "2026-11-21T12:00:00Z",
        });
        await account.pass(60);
        const patched = await account.call("PATCH", `/v2/projects/${project.id}`, { purpose: "fun" });
        expect(patched.body.project).to.deep.equal({
            ...project,
            purpose: "Other: fun",
            updated_at: "2026-11-21T12:01:00Z",
        });
        const names = (await account.get("/v2/projects")).map(({ name }: { name: string }) => name);
        expect(names).to.deep.equal(["Default", "acme"]);
        const put = { ...wish, environment: "Production", is_default: true };
        expect((await account.call("PUT", `/v2/projects/${project.id}`, put)).status).to.equal(200);
        expect(await account.get("/v2/projects/default")).to.include({ name: "acme", environment: "Production" });
        const [first] = await account.get("/v2/projects");
        expect((await account.call("DELETE", `/v2/projects/${first.id}`)).status).to.equal(204);
    });

    it("have each resource in exactly one", async () => {
        const project = await account.make("/v2/projects", wish);
        const droplet = await account.make("/v2/droplets", {
            name: "web-1",
            region: "fra1",
            size: "s-1vcpu-1gb",
            image: "debian-12-x64",
        });
        const volume = await account.volume("data");
        const { ip } = await account.make("/v2/reserved_ips", { region: "fra1", project_id: project.id });
        const urns = async (id: string): Promise<string[]> =>
            (await account.get(`/v2/projects/${id}/resources`)).map(({ urn }: { urn: string }) => urn);
        expect(await urns("default")).to.deep.equal([`do:droplet:${droplet.id}`, `do:volume:${volume.id}`]);
        const moved = [`do:droplet:${droplet.id}`, `do:reservedip:${ip}`, "do:droplet:1"];
        const reply = await account.call("POST", `/v2/projects/${project.id}/resources`, { resources: moved });
        const at = "2026-11-21T12:00:00Z";
        const floating = `do:floatingip:${ip}`;
        const self = (path: string): object => ({ self: `${account.emulator.url}/v2/${path}` });
        expect(reply.body.resources).to.deep.equal([
            { urn: moved[0], assigned_at: at, links: self(`droplets/${droplet.id}`), status: "assigned" },
            { urn: floating, assigned_at: at, links: self(`reserved_ips/${ip}`), status: "already_assigned" },
            { urn: moved[2], assigned_at: at, links: self("droplets/1"), status: "not_found" },
        ]);
        expect(await urns("default")).to.deep.equal([`do:volume:${volume.id}`]);
        expect(await urns(project.id)).to.deep.equal([floating, `do:droplet:${droplet.id}`]);
        await account.call("DELETE", `/v2/droplets/${droplet.id}`);
        expect(await urns(project.id)).to.deep.equal([floating]);
        await expectRefusals(account, [
            [
                `DELETE /v2/projects/${project.id}`,
                undefined,
                412,
                "cannot delete a project with resources. move or remove the resources first",
            ],
        ]);
    });

    it("have a reserved IP with its droplet", async () => {
        const project = await account.make("/v2/projects", wish);
        const droplet = await account.droplet("web-1");
        const move = (...resources: string[]): object => ({ resources });
        const path = `/v2/projects/${project.id}/resources`;
        const { ip } = await account.make("/v2/reserved_ips", { region: "fra1" });
        const projectOfIp = async (): Promise<string> => (await account.get(`/v2/reserved_ips/${ip}`)).project_id;
        await account.call("POST", path, move(`do:droplet:${droplet.id}`));
        await account.make(`/v2/reserved_ips/${ip}/actions`, { type: "assign", droplet_id: droplet.id });
        expect(await projectOfIp()).to.equal(project.id);
        await expectRefusals(account, [
            [
                "POST /v2/projects/default/resources",
                move(`do:reservedip:${ip}`),
                412,
                "Cannot move a Reserved IP with an associated Droplet",
            ],
        ]);
        await account.call("POST", "/v2/projects/default/resources", move(`do:droplet:${droplet.id}`));
        expect(await projectOfIp()).not.to.equal(project.id);
    });

    it("are refused with the reason", async () => {
        const project = await account.make("/v2/projects", wish);
        await expectRefusals(account, [
            ["POST /v2/projects", wish, 409, "name is already in use"],
            ["POST /v2/projects", { name: "x" }, 422, /^purpose: /],
            ["POST /v2/projects", { ...wish, name: "x".repeat(176) }, 422, /^name: /],
            ["POST /v2/projects", { ...wish, name: "x", environment: "QA" }, 422, /^environment: must be Development/],
            [`PATCH /v2/projects/${project.id}`, { name: "Default" }, 409, "name is already in use"],
            [
                `POST /v2/projects/${project.id}/resources`,
                { resources: ["web-1"] },
                422,
                "resource urn web-1 is invalid",
            ],
            ["DELETE /v2/projects/default", undefined, 412, "cannot delete the default project"],
            ["GET /v2/projects/none", undefined, 404, gone],
            ["POST /v2/reserved_ips", { region: "fra1", project_id: "none" }, 422, "project_id is invalid"],
        ]);
    });
});

describe("emulated tags", () => {
    let account: Account;
    beforeEach(async () => {
        account = await started();
    });
    afterEach(() => account.stop());

    it("are on resources, and come with them", async () => {
        const droplet = await account.droplet("web-1", { tags: ["env:prod"] });
        const volume = await account.volume("data", { tags: ["env:prod", "kept"] });
        const { url } = account.emulator;
        const uri = `${url}/v2/droplets/${droplet.id}`;
        expect(await account.get("/v2/tags/env:prod")).to.deep.equal({
            name: "env:prod",
            resources: {
                count: 2,
                last_tagged_uri: uri,
                droplets: { count: 1, last_tagged_uri: uri },
                images: { count: 0 },
                volumes: { count: 1, last_tagged_uri: `${url}/v2/volumes/${volume.id}` },
                volume_snapshots: { count: 0 },
                databases: { count: 0 },
            },
        });
        expect((await account.make("/v2/tags", { name: "fresh" })).resources.count).to.equal(0);
        expect((await account.call("POST", "/v2/tags", { name: "fresh" })).status).to.equal(201);
        const resources = [{ resource_id: String(droplet.id), resource_type: "droplet" }];
        const tagsOfDroplet = async (): Promise<string[]> => (await account.get(`/v2/droplets/${droplet.id}`)).tags;
        expect((await account.call("POST", "/v2/tags/fresh/resources", { resources })).status).to.equal(204);
        expect(await tagsOfDroplet()).to.deep.equal(["env:prod", "fresh"]);
        expect((await account.call("DELETE", "/v2/tags/fresh/resources", { resources })).status).to.equal(204);
        expect(await tagsOfDroplet()).to.deep.equal(["env:prod"]);
        expect((await account.call("DELETE", "/v2/tags/env:prod")).status).to.equal(204);
        expect(await tagsOfDroplet()).to.deep.equal([]);
        const names = (await account.get("/v2/tags")).map(({ name }: { name: string }) => name);
        expect(names).to.deep.equal(["kept", "fresh"]);
    });

    it("are refused with the reason", async () => {
        await account.make("/v2/tags", { name: "web" });
        const none = { resources: [{ resource_id: "1", resource_type: "droplet" }] };
        await expectRefusals(account, [
            ["POST /v2/tags", { name: "no spaces" }, 422, /^name: Tags may only contain/],
            ["POST /v2/tags", { name: "x".repeat(256) }, 422, /^name: is too long/],
            ["POST /v2/tags/web/resources", none, 404, gone],
            [
                "POST /v2/tags/web/resources",
                { resources: [{ resource_id: "1", resource_type: "host" }] },
                422,
                /resource_type/,
            ],
            ["GET /v2/tags/none", undefined, 404, gone],
            ["DELETE /v2/tags/none", undefined, 404, gone],
        ]);
    });
});
