import { expect } from "chai";
import { member, seed, TestCloudflare, zone } from "./support";

describe("Cloudflare emulator: zones", () => {
    const cloudflare = new TestCloudflare();

    before(async () => {
        const many = Array.from({ length: 23 }, (_, index) => ({ name: `n${String(index).padStart(2, "0")}.test` }));
        await cloudflare.start({ ...seed, zones: [...seed.zones, ...many] });
    });
    after(() => cloudflare.stop());

    const lists: readonly [string, number, number][] = [
        ["name=example.com", 1, 1],
        ["name=EXAMPLE.com", 1, 1],
        ["name=other.com", 0, 0],
        ["name=contains:ample", 1, 1],
        ["name=ends_with:.test", 20, 24],
        ["name=starts_with:n0&per_page=7", 7, 10],
        ["status=pending", 1, 1],
        ["status=active&name=pending.test", 0, 0],
        [`account.id=${"a".repeat(32)}&per_page=500`, 25, 25],
        [`account.id=${"0".repeat(32)}`, 0, 0],
        ["page=2", 5, 25],
        ["page=9", 0, 25],
    ];
    for (const [query, count, total] of lists) {
        it(`lists by ${query}`, async () => {
            const { status, result, info } = await cloudflare.ask("GET", `/zones?${query}`);
            expect([
                status,
                (result as unknown[]).length,
                member(info, "count"),
                member(info, "total_count"),
            ]).to.deep.equal([200, count, count, total]);
        });
    }

    it("tells where in a list a page is", async () => {
        const { info } = await cloudflare.ask("GET", "/zones?per_page=10&page=3");
        expect(info).to.deep.equal({ page: 3, per_page: 10, count: 5, total_count: 25, total_pages: 3 });
        expect(member((await cloudflare.ask("GET", "/zones?per_page=500")).info, "per_page")).to.equal(50);
    });

    it("shows a whole zone", async () => {
        const { result } = await cloudflare.ask("GET", zone);
        expect(result).to.deep.include({
            id: "e".repeat(32),
            name: "example.com",
            status: "active",
            paused: false,
            type: "full",
            activated_on: "2026-11-21T12:00:00.000Z",
            account: { id: "a".repeat(32), name: "Acme" },
            owner: { id: null, type: "user", email: null },
            original_registrar: null,
            development_mode: 0,
        });
        expect(member(result, "name_servers")).to.have.length(2);
        expect(member(result, "plan")).to.include({ legacy_id: "free", price: 0, currency: "USD" });
    });

    const refused: readonly [string, string, string, number, number][] = [
        ["a name in the place of an id", "GET", "/zones/example.com", 404, 7003],
        ["a zone that is not there", "GET", `/zones/${"0".repeat(32)}`, 404, 1001],
        ["a page that is no number", "GET", "/zones?page=two", 400, 1003],
        ["an operator that is not known", "GET", "/zones?name=like:example", 400, 1002],
        ["a path that is not there", "GET", "/zonen", 404, 7000],
        ["a method that is not there", "DELETE", zone, 405, 7001],
    ];
    for (const [what, method, path, status, code] of refused) {
        it(`refuses ${what}`, async () => {
            const answer = await cloudflare.ask(method, path);
            expect([answer.status, answer.errors[0]?.code]).to.deep.equal([status, code]);
        });
    }

    it("repeats the path that has no id in it", async () => {
        const { errors } = await cloudflare.ask("GET", "/zones/example.com");
        expect(errors[0]?.message).to.equal(
            "Could not route to /client/v4/zones/example.com, perhaps your object identifier is invalid?",
        );
    });

    it("makes a zone active once its domain is delegated", async () => {
        const path = `/zones/${"b".repeat(32)}`;
        const status = async () => member((await cloudflare.ask("GET", path)).result, "status");

        await cloudflare.ask("PUT", `${path}/activation_check`);
        expect(await status()).to.equal("pending");

        await cloudflare.admin("POST", "/_registrar/pending.test", { delegated: true });
        expect(await status()).to.equal("active");

        await cloudflare.admin("POST", "/_registrar/pending.test", { delegated: false });
        expect(await status()).to.equal("pending");
        expect(await cloudflare.admin("POST", "/_registrar/nobody.test", { delegated: true })).to.deep.equal({
            error: "no such zone",
        });
    });
});
