import { expect } from "chai";
import { member, seed, TestCloudflare, zone } from "./support";

const records = `${zone}/dns_records`;
type Body = Readonly<Record<string, unknown>>;

const enterprise = { name: "big.test", id: "c".repeat(32), plan: "enterprise" as const };
const a = { type: "A", name: "app.example.com", content: "203.0.113.5" };
const cname = { type: "CNAME", name: "www", content: "other.test" };

describe("Cloudflare emulator: DNS records", () => {
    const cloudflare = new TestCloudflare();

    beforeEach(() => cloudflare.start({ ...seed, zones: [...seed.zones, enterprise] }));
    afterEach(() => cloudflare.stop());

    it("shows a whole record", async () => {
        const { status, result } = await cloudflare.ask("POST", records, { ...a, comment: "the app", ttl: 300 });
        const id = member(result, "id");
        expect(id).to.match(/^[0-9a-f]{32}$/);
        expect([status, result]).to.deep.equal([
            200,
            {
                id,
                name: "app.example.com",
                type: "A",
                content: "203.0.113.5",
                proxiable: true,
                proxied: false,
                ttl: 300,
                settings: {},
                meta: {},
                comment: "the app",
                tags: [],
                created_on: "2026-11-21T12:00:00.000Z",
                modified_on: "2026-11-21T12:00:00.000Z",
                comment_modified_on: "2026-11-21T12:00:00.000Z",
            },
        ]);
        expect((await cloudflare.ask("GET", `${records}/${id}`)).result).to.deep.equal(result);
    });

    const good: readonly [string, Body, Body][] = [
        ["the zone itself as @", { ...a, name: "@" }, { name: "example.com" }],
        ["a name without the zone's", { ...a, name: "App" }, { name: "app.example.com" }],
        ["a name with a full stop", { ...a, name: "app.example.com." }, { name: "app.example.com" }],
        ["a name beyond ASCII", { ...a, name: "bücher" }, { name: "xn--bcher-kva.example.com" }],
        ["a wildcard", { ...a, name: "*.app" }, { name: "*.app.example.com" }],
        ["an automatic time to live", a, { ttl: 1 }],
        ["a proxied record, always automatic", { ...a, proxied: true, ttl: 300 }, { proxied: true, ttl: 1 }],
        ["a private address", { ...a, content: "10.0.0.1" }, { proxiable: false, proxied: false }],
        ["a private address that counts as public", { ...a, content: "10.99.0.1", proxied: true }, { proxied: true }],
        ["AAAA", { type: "AAAA", name: "six", content: "2001:DB8:0::1" }, { content: "2001:db8::1", proxiable: true }],
        [
            "CNAME",
            { type: "CNAME", name: "www", content: "App.Example.com.", proxied: true },
            { content: "app.example.com", settings: { flatten_cname: false } },
        ],
        ["TXT", { type: "TXT", name: "_acme-challenge", content: "abc" }, { content: "abc", proxiable: false }],
        ["MX", { type: "MX", name: "@", content: "mx.mail.test", priority: 10 }, { priority: 10 }],
        [
            "CAA",
            { type: "CAA", name: "@", data: { flags: 0, tag: "issue", value: "letsencrypt.org" } },
            { content: '0 issue "letsencrypt.org"', data: { flags: 0, tag: "issue", value: "letsencrypt.org" } },
        ],
        ["NS", { type: "NS", name: "sub", content: "ns1.other.test" }, { content: "ns1.other.test" }],
    ];
    for (const [what, body, expected] of good) {
        it(`takes ${what}`, async () => {
            const { status, result } = await cloudflare.ask("POST", records, body);
            expect(status).to.equal(200);
            expect(result).to.deep.include(expected);
        });
    }

    const bad: readonly [string, Body, number][] = [
        ["no type", { name: "app", content: "203.0.113.5" }, 9003],
        ["no name", { type: "A", content: "203.0.113.5" }, 9000],
        ["a name with a space", { ...a, name: "my app" }, 9000],
        ["a wildcard within a name", { ...a, name: "app.*" }, 9000],
        ["a label that is too long", { ...a, name: "x".repeat(64) }, 9000],
        ["an IPv6 address in A", { ...a, content: "2001:db8::1" }, 9005],
        ["no content", { type: "A", name: "app" }, 9005],
        ["an IPv4 address in AAAA", { ...a, type: "AAAA" }, 9006],
        ["an address in CNAME", { ...a, type: "CNAME" }, 9040],
        ["a CNAME to itself", { type: "CNAME", name: "www", content: "www.example.com" }, 9039],
        ["a CNAME that is no name", { type: "CNAME", name: "www", content: "no name" }, 9007],
        ["MX without a priority", { type: "MX", name: "@", content: "mx.mail.test" }, 9101],
        ["MX with too much priority", { type: "MX", name: "@", content: "mx.mail.test", priority: 70_000 }, 9024],
        ["MX that is no name", { type: "MX", name: "@", content: "mx", priority: 1 }, 9009],
        ["CAA without data", { type: "CAA", name: "@", content: '0 issue "ca.test"' }, 9101],
        ["CAA with an unknown tag", { type: "CAA", name: "@", data: { flags: 0, tag: "x", value: "ca.test" } }, 9036],
        ["a time to live that is too short", { ...a, ttl: 30 }, 9021],
        ["a time to live that is too long", { ...a, ttl: 90_000 }, 9021],
        ["a proxied private address", { ...a, content: "192.168.1.1", proxied: true }, 9003],
        ["a proxied TXT", { type: "TXT", name: "t", content: "x", proxied: true }, 9004],
        ["a comment that is too long", { ...a, comment: "c".repeat(101) }, 9313],
        ["tags on the free plan", { ...a, tags: ["team:web"] }, 9300],
        ["proxied that is a text", { ...a, proxied: "yes" }, 9207],
    ];
    for (const [what, body, code] of bad) {
        it(`refuses ${what}`, async () => {
            const answer = await cloudflare.ask("POST", records, body);
            expect([answer.status, answer.result, answer.errors.map((error) => error.code)]).to.deep.equal([
                400,
                null,
                [code],
            ]);
            expect(cloudflare.state.records).to.deep.equal([]);
        });
    }

    const clashes: readonly [string, Body, Body, number][] = [
        ["the same again", a, { ...a, comment: "again", ttl: 600 }, 81058],
        [
            "the same TXT again",
            { type: "TXT", name: "t", content: "x" },
            { type: "TXT", name: "t", content: "x" },
            81058,
        ],
        ["a CNAME beside an address", a, { type: "CNAME", name: "app", content: "other.test" }, 81053],
        ["a second CNAME", cname, { ...cname, content: "more.test" }, 81053],
        ["an address beside a CNAME", cname, { ...a, name: "www" }, 81054],
        ["a delegation beside an address", a, { type: "NS", name: "app", content: "ns.other.test" }, 81056],
    ];
    for (const [what, first, second, code] of clashes) {
        it(`refuses ${what}`, async () => {
            await cloudflare.ask("POST", records, first);
            const answer = await cloudflare.ask("POST", records, second);
            expect([answer.status, answer.errors[0]?.code]).to.deep.equal([400, code]);
        });
    }

    it("takes a second address, and a TXT beside a CNAME", async () => {
        await cloudflare.ask("POST", records, a);
        await cloudflare.ask("POST", records, cname);
        expect((await cloudflare.ask("POST", records, { ...a, content: "203.0.113.6" })).status).to.equal(200);
        expect((await cloudflare.ask("POST", records, { type: "TXT", name: "www", content: "x" })).status).to.equal(
            200,
        );
    });

    it("overwrites a record whole, and edits what is given", async () => {
        const id = member((await cloudflare.ask("POST", records, { ...a, comment: "old", ttl: 300 })).result, "id");
        cloudflare.time += 60_000;

        const edited = await cloudflare.ask("PATCH", `${records}/${id}`, { content: "203.0.113.9" });
        expect(edited.result).to.deep.include({
            id,
            content: "203.0.113.9",
            ttl: 300,
            comment: "old",
            comment_modified_on: "2026-11-21T12:00:00.000Z",
            created_on: "2026-11-21T12:00:00.000Z",
            modified_on: "2026-11-21T12:01:00.000Z",
        });
        const overwritten = await cloudflare.ask("PUT", `${records}/${id}`, { ...a, name: "other" });
        expect(overwritten.result).to.deep.include({ id, name: "other.example.com", ttl: 1, comment: null });
        expect((await cloudflare.ask("GET", records)).result).to.deep.equal([overwritten.result]);
    });

    it("refuses to change a record into another one", async () => {
        await cloudflare.ask("POST", records, a);
        const id = member((await cloudflare.ask("POST", records, { ...a, name: "b" })).result, "id");
        const answer = await cloudflare.ask("PATCH", `${records}/${id}`, { name: "app" });
        expect([answer.status, answer.errors[0]?.code]).to.deep.equal([400, 81057]);
        expect((await cloudflare.ask("PATCH", `${records}/${id}`, { proxied: true })).status).to.equal(200);
    });

    it("deletes a record, once", async () => {
        const id = member((await cloudflare.ask("POST", records, a)).result, "id");
        const first = await cloudflare.ask("DELETE", `${records}/${id}`);
        expect([first.status, first.result]).to.deep.equal([200, { id }]);
        for (const method of ["DELETE", "GET", "PUT", "PATCH"]) {
            const body = method.startsWith("P") ? a : undefined;
            const answer = await cloudflare.ask(method, `${records}/${id}`, body);
            expect([method, answer.status, answer.errors[0]?.code]).to.deep.equal([method, 404, 81044]);
        }
        expect((await cloudflare.ask("GET", `${records}/no-id`)).errors[0]?.code).to.equal(7003);
    });

    it("refuses a body that is no JSON, and the record that is one too many", async () => {
        expect((await cloudflare.ask("POST", records, "{")).errors[0]?.code).to.equal(6007);
        const posts = Array.from({ length: 200 }, (_, index) => ({ ...a, name: `n${index}` }));
        expect((await cloudflare.ask("POST", `${records}/batch`, { posts })).status).to.equal(200);
        expect((await cloudflare.ask("POST", records, a)).errors[0]?.code).to.equal(81045);
    });

    it("lets an enterprise zone have tags, short times and long comments", async () => {
        const body = { ...a, name: "app", tags: ["team:web"], ttl: 30, comment: "c".repeat(500) };
        const { result } = await cloudflare.ask("POST", `/zones/${enterprise.id}/dns_records`, body);
        expect(result).to.deep.include({
            name: "app.big.test",
            ttl: 30,
            tags: ["team:web"],
            tags_modified_on: "2026-11-21T12:00:00.000Z",
        });
    });
});
