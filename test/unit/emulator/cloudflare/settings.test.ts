import { expect } from "chai";
import { member, TestCloudflare, zone } from "./support";

const settings = `${zone}/settings`;

describe("Cloudflare emulator: zone settings", () => {
    const cloudflare = new TestCloudflare();

    beforeEach(() => cloudflare.start());
    afterEach(() => cloudflare.stop());

    it("shows a setting that nobody has changed", async () => {
        const { result } = await cloudflare.ask("GET", `${settings}/min_tls_version`);
        expect(result).to.deep.equal({ id: "min_tls_version", value: "1.0", modified_on: null, editable: true });
    });

    it("lists all settings, those that were changed among them", async () => {
        await cloudflare.ask("PATCH", `${settings}/ssl`, { value: "strict" });
        const { result } = await cloudflare.ask("GET", settings);
        const all = result as readonly { readonly id: string; readonly value: unknown }[];
        expect(all.length).to.be.greaterThan(40);
        expect(new Set(all.map(({ id }) => id)).size).to.equal(all.length);
        expect(all.find(({ id }) => id === "ssl")).to.deep.equal({
            id: "ssl",
            value: "strict",
            modified_on: "2026-11-21T12:00:00.000Z",
            editable: true,
            certificate_status: "active",
        });
    });

    const hsts = { enabled: true, max_age: 31_536_000, include_subdomains: true };
    const wholeHsts = { ...hsts, preload: false, nosniff: false };
    const good: readonly [string, unknown, unknown][] = [
        ["ssl", "strict", "strict"],
        ["min_tls_version", "1.2", "1.2"],
        ["always_use_https", "on", "on"],
        ["tls_1_3", "zrt", "zrt"],
        ["tls_client_auth", "on", "on"],
        ["browser_cache_ttl", 0, 0],
        ["ciphers", ["ECDHE-RSA-AES128-GCM-SHA256"], ["ECDHE-RSA-AES128-GCM-SHA256"]],
        ["security_header", { strict_transport_security: hsts }, { strict_transport_security: wholeHsts }],
    ];
    for (const [id, given, value] of good) {
        it(`changes ${id} to ${JSON.stringify(given)}`, async () => {
            const { status, result } = await cloudflare.ask("PATCH", `${settings}/${id}`, { value: given });
            expect(status).to.equal(200);
            expect(result).to.deep.include({ id, value, modified_on: "2026-11-21T12:00:00.000Z", editable: true });
            expect((await cloudflare.ask("GET", `${settings}/${id}`)).result).to.deep.equal(result);
        });
    }

    const bad: readonly [string, string, unknown, number][] = [
        ["a setting that is not there", "no_such", { value: "on" }, 1006],
        ["a value that it may not have", "ssl", { value: "full_strict" }, 1007],
        ["a number for a text", "min_tls_version", { value: 1.2 }, 1007],
        ["an empty change", "ssl", {}, 1007],
        ["no body", "ssl", undefined, 1007],
        ["HSTS that is a text", "security_header", { value: "on" }, 1007],
        [
            "HSTS with an unknown member",
            "security_header",
            { value: { strict_transport_security: { subdomains: true } } },
            1007,
        ],
        ["what the plan does not have", "polish", { value: "lossless" }, 1015],
    ];
    for (const [what, id, body, code] of bad) {
        it(`refuses ${what}`, async () => {
            const answer = await cloudflare.ask("PATCH", `${settings}/${id}`, body);
            expect([answer.status, answer.errors[0]?.code]).to.deep.equal([400, code]);
        });
    }

    it("refuses to show a setting that is not there", async () => {
        expect((await cloudflare.ask("GET", `${settings}/no_such`)).errors).to.deep.equal([
            { code: 1006, message: "Unrecognized zone setting name: no_such" },
        ]);
    });

    it("changes several at once, or none", async () => {
        const items = [
            { id: "ssl", value: "strict" },
            { id: "always_use_https", value: "on" },
        ];
        const { result } = await cloudflare.ask("PATCH", settings, { items });
        expect((result as readonly unknown[]).map((one) => member(one, "value"))).to.deep.equal(["strict", "on"]);

        const wrong = {
            items: [
                { id: "ssl", value: "off" },
                { id: "tls_1_3", value: "yes" },
            ],
        };
        expect((await cloudflare.ask("PATCH", settings, wrong)).errors[0]?.code).to.equal(1007);
        expect(member((await cloudflare.ask("GET", `${settings}/ssl`)).result, "value")).to.equal("strict");
        expect((await cloudflare.ask("PATCH", settings, { ssl: "off" })).errors[0]?.code).to.equal(1004);
    });
});
