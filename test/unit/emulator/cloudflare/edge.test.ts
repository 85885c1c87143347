import { expect } from "chai";
import { member, TestCloudflare, zone } from "./support";

describe("Cloudflare emulator: edge and cache", () => {
    const cloudflare = new TestCloudflare();

    beforeEach(() => cloudflare.start());
    afterEach(() => cloudflare.stop());

    it("publishes the edge's addresses to anybody", async () => {
        const { status, result } = await cloudflare.ask("GET", "/ips", undefined, null);
        expect(status).to.equal(200);
        expect(result).to.deep.include({ ipv4_cidrs: ["198.51.100.7/32"], ipv6_cidrs: ["2001:db8::7/128"] });
        expect(member(result, "etag")).to.match(/^[0-9a-f]{32}$/);
    });

    const wishes: readonly [object, number, number | undefined][] = [
        [{ purge_everything: true }, 200, undefined],
        [{ files: ["https://app.example.com/main.css", { url: "https://example.com/", headers: {} }] }, 200, undefined],
        [{ hosts: ["app.example.com"] }, 200, undefined],
        [{}, 400, 1012],
        [{ purge_everything: true, tags: ["a"] }, 400, 1012],
        [{ purge_everything: false }, 400, 1013],
        [{ files: "https://app.example.com/main.css" }, 400, 1014],
        [{ files: [] }, 400, 1014],
        [{ files: ["https://example.org/main.css"] }, 400, 1082],
        [{ files: ["main.css"] }, 400, 1082],
    ];
    for (const [wish, status, code] of wishes) {
        it(`answers ${status} to ${JSON.stringify(wish)}`, async () => {
            const answer = await cloudflare.ask("POST", `${zone}/purge_cache`, wish);
            expect([answer.status, answer.errors[0]?.code]).to.deep.equal([status, code]);
            const purge = { zoneId: "e".repeat(32), at: "2026-11-21T12:00:00.000Z", what: wish };
            expect(cloudflare.state.purges).to.deep.equal(status === 200 ? [purge] : []);
        });
    }

    it("tells the edge what it has to know", async () => {
        const app = { type: "A", name: "app", content: "203.0.113.5", proxied: true };
        await cloudflare.ask("POST", `${zone}/dns_records`, app);
        await cloudflare.ask("POST", `${zone}/dns_records`, { ...app, name: "direct", proxied: false });
        const strict_transport_security = { enabled: true, max_age: 300, include_subdomains: true };
        for (const [id, value] of Object.entries({
            ssl: "strict",
            always_use_https: "on",
            min_tls_version: "1.2",
            tls_client_auth: "on",
            security_header: { strict_transport_security },
        })) {
            await cloudflare.ask("PATCH", `${zone}/settings/${id}`, { value });
        }
        const view = await cloudflare.admin("GET", "/_edge");
        const { originRsa, originEcc, edgeClient } = cloudflare.state.authorities;
        expect(view).to.deep.equal({
            originRoots: [originRsa.certificate, originEcc.certificate],
            client: edgeClient,
            zones: [
                {
                    name: "example.com",
                    ssl: "strict",
                    alwaysUseHttps: true,
                    minTlsVersion: "1.2",
                    originPulls: true,
                    hsts: "max-age=300; includeSubDomains",
                    origins: [{ name: "app.example.com", type: "A", content: "203.0.113.5" }],
                },
                {
                    name: "pending.test",
                    ssl: "full",
                    alwaysUseHttps: false,
                    minTlsVersion: "1.0",
                    originPulls: false,
                    origins: [],
                },
            ],
        });
    });
});
