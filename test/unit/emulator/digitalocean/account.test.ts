import { expect } from "chai";
import { type Account, publicKey, started } from "./support/account";
import { expectRefusals, gone } from "./support/refuses";

describe("the emulated DigitalOcean account", () => {
    let account: Account;
    beforeEach(async () => {
        account = await started();
    });
    afterEach(() => account.stop());

    it("lets in who has its token", async () => {
        for (const [token, path, status] of [
            ["dop_v1_good", "/v2/account", 200],
            ["dop_v1_old", "/v2/account", 401],
            ["", "/v2/droplets", 401],
            ["dop_v1_old", "/v2/nowhere", 401],
            ["dop_v1_good", "/v2/nowhere", 404],
        ] as const) {
            expect((await account.call("GET", path, undefined, token)).status, `${token} ${path}`).to.equal(status);
        }
        const { body, headers } = await account.call("GET", "/v2/account", undefined, "dop_v1_old");
        expect(body).to.deep.equal({
            id: "Unauthorized",
            message: "Unable to authenticate you",
            request_id: headers.get("x-request-id"),
        });
    });

    it("tells whose it is, and its limits", async () => {
        expect(await account.get("/v2/account")).to.deep.equal({
            droplet_limit: 25,
            floating_ip_limit: 3,
            reserved_ip_limit: 3,
            volume_limit: 100,
            email: "rehearsal@example.com",
            name: "Rehearsal",
            uuid: "23c50068-f2f8-43e5-a166-b963834476fa",
            email_verified: true,
            status: "active",
            status_message: "",
            team: { uuid: "18682add-f5a1-444f-8d70-fc89259e2e43", name: "Rehearsal" },
        });
    });

    it("has regions, sizes with their prices, and distribution images", async () => {
        const regions = await account.get("/v2/regions");
        const sizes = await account.get("/v2/sizes?per_page=200");
        const images = await account.get("/v2/images?type=distribution");
        const slugs = (items: { slug: string }[]): string[] => items.map(({ slug }) => slug);
        expect(slugs(regions)).to.include.members(["fra1", "nyc3", "ams3"]);
        expect(slugs(images)).to.deep.equal(["debian-12-x64", "debian-13-x64", "ubuntu-22-04-x64", "ubuntu-24-04-x64"]);
        expect(sizes.find(({ slug }: { slug: string }) => slug === "s-2vcpu-4gb")).to.deep.equal({
            slug: "s-2vcpu-4gb",
            memory: 4096,
            vcpus: 2,
            disk: 80,
            transfer: 4,
            price_monthly: 24,
            price_hourly: 0.03571,
            regions: "ams3 blr1 fra1 lon1 nyc1 nyc2 nyc3 sfo2 sfo3 sgp1 syd1 tor1".split(" "),
            available: true,
            description: "Basic",
            disk_info: [{ type: "local", size: { amount: 80, unit: "gib" } }],
        });
        const frankfurt = regions.find(({ slug }: { slug: string }) => slug === "fra1");
        expect(frankfurt.sizes).to.include("s-2vcpu-4gb");
        const bySlug = await account.get("/v2/images/debian-12-x64");
        expect(await account.get(`/v2/images/${bySlug.id}`)).to.deep.equal(bySlug);
        expect(bySlug).to.include({ distribution: "Debian", type: "base", public: true, status: "available" });
        expect(await account.get("/v2/images?private=true")).to.deep.equal([]);
        await expectRefusals(account, [["GET /v2/images/debian-1-x64", undefined, 404, gone]]);
    });

    it("keeps SSH keys, by id and fingerprint", async () => {
        const key = await account.make("/v2/account/keys", { name: "deploy", public_key: `${publicKey}\n` });
        expect(key).to.deep.equal({
            id: key.id,
            name: "deploy",
            public_key: publicKey,
            fingerprint: "a2:dd:42:5c:19:7f:0a:3c:52:7e:bc:e0:bb:e0:5a:d9",
        });
        expect(await account.get(`/v2/account/keys/${key.id}`)).to.deep.equal(key);
        expect(await account.get(`/v2/account/keys/${key.fingerprint}`)).to.deep.equal(key);
        const renamed = await account.call("PUT", `/v2/account/keys/${key.id}`, { name: "laptop" });
        expect(renamed.body).to.deep.equal({ ssh_key: { ...key, name: "laptop" } });
        await expectRefusals(account, [
            [
                "POST /v2/account/keys",
                { name: "again", public_key: publicKey },
                422,
                "SSH Key is already in use on your account",
            ],
            ["POST /v2/account/keys", { name: "bad", public_key: "ssh-ed25519 AAAA me" }, 422, /^Key invalid/],
            ["POST /v2/account/keys", { public_key: publicKey }, 422, /^name: /],
            ["POST /v2/account/keys", "{", 400, "error parsing request body"],
            ["POST /v2/account/keys", undefined, 400, "error parsing request body"],
            ["GET /v2/account/keys/1", undefined, 404, gone],
            ["DELETE /v2/account/keys/1", undefined, 404, gone],
        ]);
        expect((await account.call("DELETE", `/v2/account/keys/${key.fingerprint}`)).status).to.equal(204);
        expect(await account.get("/v2/account/keys")).to.deep.equal([]);
    });
});

describe("a long list in the emulated DigitalOcean", () => {
    let account: Account;
    beforeEach(async () => {
        account = await started();
    });
    afterEach(() => account.stop());

    it("comes in pages that lead to each other", async () => {
        for (let number = 1; number <= 5; number += 1) await account.make("/v2/tags", { name: `tag-${number}` });
        const { url } = account.emulator;
        const at = (page: number, size: number): string => `${url}/v2/tags?per_page=${size}&page=${page}`;
        const forth = (page: number, size: number, last: number): object => ({
            next: at(page + 1, size),
            last: at(last, size),
        });
        const back = (page: number, size: number): object => ({ first: at(1, size), prev: at(page - 1, size) });
        for (const [query, names, links] of [
            ["", [1, 2, 3, 4, 5], {}],
            ["?per_page=2&page=1", [1, 2], { pages: forth(1, 2, 3) }],
            ["?per_page=2&page=2", [3, 4], { pages: { ...back(2, 2), ...forth(2, 2, 3) } }],
            ["?per_page=2&page=3", [5], { pages: back(3, 2) }],
            ["?per_page=2&page=4", [], { pages: back(4, 2) }],
            ["?per_page=1000&page=0", [1, 2, 3, 4, 5], {}],
        ] as const) {
            const { body } = await account.call("GET", `/v2/tags${query}`);
            expect(
                body.tags.map(({ name }: { name: string }) => name),
                query,
            ).to.deep.equal(names.map((n) => `tag-${n}`));
            expect(body.links, query).to.deep.equal(links);
            expect(body.meta, query).to.deep.equal({ total: 5 });
        }
    });
});
