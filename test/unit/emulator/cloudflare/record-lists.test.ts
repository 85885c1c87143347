import { expect } from "chai";
import { member, seed, TestCloudflare, zone } from "./support";

const records = `${zone}/dns_records`;

describe("Cloudflare emulator: lists and batches of DNS records", () => {
    const cloudflare = new TestCloudflare();

    beforeEach(() => cloudflare.start({ ...seed, zones: [{ ...seed.zones[0], name: "example.com", records: own }] }));
    afterEach(() => cloudflare.stop());

    const names = async (query: string) => {
        const { result } = await cloudflare.ask("GET", `${records}?${query}`);
        return (result as readonly { readonly name: string }[]).map(({ name }) => name.replace(".example.com", ""));
    };

    const lists: readonly [string, readonly string[]][] = [
        ["", ["app", "api", "www", "mail", "t"]],
        ["type=A", ["app", "api"]],
        ["name=app.example.com", ["app"]],
        ["name.exact=App.example.com", ["app"]],
        ["name.startswith=a", ["app", "api"]],
        ["name.endswith=l.example.com", ["mail"]],
        ["name.contains=a&type=A&content=203.0.113.6", ["api"]],
        ["content.contains=mx", ["mail"]],
        ["proxied=true", ["app"]],
        ["comment.present=", ["api"]],
        ["comment.absent=&type=A", ["app"]],
        ["comment.contains=SLIPWAY", ["api"]],
        ["search=slipway", ["api"]],
        ["match=any&type=MX&name=www.example.com", ["www", "mail"]],
        ["order=name", ["api", "app", "mail", "t", "www"]],
        ["order=name&direction=desc&per_page=2", ["www", "t"]],
        ["order=name&per_page=2&page=3", ["www"]],
        ["type=AAAA", []],
    ];
    for (const [query, expected] of lists) {
        it(`lists by "${query}"`, async () => {
            expect(await names(query)).to.deep.equal(expected);
        });
    }

    it("tells how many there are", async () => {
        const { info } = await cloudflare.ask("GET", `${records}?type=A`);
        expect(info).to.deep.equal({ page: 1, per_page: 100, count: 2, total_count: 2, total_pages: 1 });
    });

    it("does a batch in its own order: a name is free before it is taken", async () => {
        const [app, api, www] = cloudflare.state.records.map(({ id }) => id);
        const { status, result } = await cloudflare.ask("POST", `${records}/batch`, {
            posts: [{ type: "CNAME", name: "app", content: "other.test" }],
            puts: [{ id: www, type: "CNAME", name: "web", content: "app.example.com" }],
            patches: [{ id: api, content: "203.0.113.60" }],
            deletes: [{ id: app }],
        });
        expect(status).to.equal(200);
        const brief = (key: string) =>
            (member(result, key) as readonly Record<string, unknown>[]).map(
                ({ name, content }) => `${name} ${content}`,
            );
        expect(["deletes", "patches", "puts", "posts"].map(brief)).to.deep.equal([
            ["app.example.com 203.0.113.5"],
            ["api.example.com 203.0.113.60"],
            ["web.example.com app.example.com"],
            ["app.example.com other.test"],
        ]);
        expect(cloudflare.state.records.map(({ name, content }) => `${name} ${content}`).slice(0, 2)).to.deep.equal([
            "api.example.com 203.0.113.60",
            "web.example.com app.example.com",
        ]);
        expect(cloudflare.state.records.at(-1)).to.include({ type: "CNAME", name: "app.example.com" });
    });

    const bad: readonly [string, object, number, number][] = [
        ["one of it may not be", { posts: [{ type: "A", name: "x", content: "no" }] }, 400, 9005],
        ["it deletes what is not there", { deletes: [{ id: "0".repeat(32) }] }, 404, 81044],
        ["it is no list", { posts: { type: "A" } }, 400, 9207],
    ];
    for (const [why, body, status, code] of bad) {
        it(`does nothing of a batch where ${why}`, async () => {
            const before = cloudflare.state;
            const deletes = [{ id: before.records[0]?.id }];
            const answer = await cloudflare.ask("POST", `${records}/batch`, { deletes, ...body });
            expect([answer.status, answer.errors[0]?.code]).to.deep.equal([status, code]);
            expect(cloudflare.state).to.equal(before);
        });
    }

    it("counts the zone's serial up with each change", async () => {
        const serial = () => cloudflare.state.zones[0]?.serial ?? 0;
        const before = serial();
        await cloudflare.ask("DELETE", `${records}/${cloudflare.state.records[0]?.id}`);
        expect(serial()).to.equal(before + 1);
    });
});

const own = [
    { type: "A", name: "app", content: "203.0.113.5", proxied: true },
    { type: "A", name: "api", content: "203.0.113.6", comment: "made by Slipway" },
    { type: "CNAME", name: "www", content: "app.example.com" },
    { type: "MX", name: "mail", content: "mx.mail.test", priority: 10 },
    { type: "TXT", name: "t", content: "some text" },
];
