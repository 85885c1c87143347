import { expect } from "chai";
import { seed, TestCloudflare, zone } from "./support";

const dnsOnly = "d".repeat(40);
const oneZone = "o".repeat(40);
const expired = "x".repeat(40);
const disabled = "y".repeat(40);
const early = "z".repeat(40);

describe("Cloudflare emulator: tokens", () => {
    const cloudflare = new TestCloudflare();

    before(async () => {
        await cloudflare.start({
            ...seed,
            tokens: [
                ...seed.tokens,
                { id: "1".repeat(32), value: dnsOnly, permissions: ["DNS Read"], expiresOn: "2027-01-01T00:00:00Z" },
                { value: oneZone, permissions: ["Zone Read", "DNS Write"], zones: ["pending.test"] },
                { id: "2".repeat(32), value: expired, permissions: ["Zone Read"], expiresOn: "2026-11-21T12:00:00Z" },
                { id: "3".repeat(32), value: disabled, permissions: ["Zone Read"], disabled: true },
                { value: early, permissions: ["Zone Read"], notBefore: "2026-12-01T00:00:00Z" },
            ],
        });
    });
    after(() => cloudflare.stop());

    const verified: readonly [string, string, object][] = [
        ["good", dnsOnly, { id: "1".repeat(32), status: "active", expires_on: "2027-01-01T00:00:00Z" }],
        ["expired", expired, { id: "2".repeat(32), status: "expired", expires_on: "2026-11-21T12:00:00Z" }],
        ["disabled", disabled, { id: "3".repeat(32), status: "disabled" }],
    ];
    for (const [kind, value, result] of verified) {
        it(`verifies a token that is ${kind}`, async () => {
            const answer = await cloudflare.ask("GET", "/user/tokens/verify", undefined, `Bearer ${value}`);
            expect([answer.status, answer.result]).to.deep.equal([200, result]);
        });
    }

    const refused: readonly [string, string, string, string | null, number, number][] = [
        ["no header", "GET", "/user/tokens/verify", null, 400, 9106],
        ["a key in the place of a token", "GET", "/user/tokens/verify", `Bearer ${"k".repeat(37)}`, 400, 6003],
        ["no bearer", "GET", "/zones", `Basic ${"k".repeat(40)}`, 400, 6003],
        ["an unknown token, verified", "GET", "/user/tokens/verify", `Bearer ${"u".repeat(40)}`, 401, 1000],
        ["an unknown token, used", "GET", "/zones", `Bearer ${"u".repeat(40)}`, 403, 9109],
        ["an expired token", "GET", "/zones", `Bearer ${expired}`, 403, 9109],
        ["a disabled token", "GET", "/zones", `Bearer ${disabled}`, 403, 9109],
        ["a token that is not yet good", "GET", "/zones", `Bearer ${early}`, 403, 9109],
        ["listing zones without the scope", "GET", "/zones", `Bearer ${dnsOnly}`, 403, 0],
        ["reading a zone without the scope", "GET", zone, `Bearer ${dnsOnly}`, 403, 10_000],
        ["writing with a scope that reads", "POST", `${zone}/dns_records`, `Bearer ${dnsOnly}`, 403, 10_000],
        ["settings without the scope", "GET", `${zone}/settings`, `Bearer ${dnsOnly}`, 403, 10_000],
        ["certificates without the scope", "POST", "/certificates", `Bearer ${dnsOnly}`, 403, 10_000],
        ["purging without the scope", "POST", `${zone}/purge_cache`, `Bearer ${dnsOnly}`, 403, 10_000],
        ["a zone that is not the token's", "GET", `${zone}/dns_records`, `Bearer ${oneZone}`, 403, 9109],
    ];
    for (const [what, method, path, authorization, status, code] of refused) {
        it(`refuses ${what}`, async () => {
            const answer = await cloudflare.ask(method, path, undefined, authorization);
            expect([answer.status, answer.result, answer.errors.map((error) => error.code)]).to.deep.equal([
                status,
                null,
                [code],
            ]);
        });
    }

    it("reads with a scope that writes", async () => {
        const answer = await cloudflare.ask("GET", `${zone}/dns_records`);
        expect(answer.status).to.equal(200);
    });

    it("shows a token its own zones alone", async () => {
        const { result } = await cloudflare.ask("GET", "/zones", undefined, `Bearer ${oneZone}`);
        expect((result as readonly { readonly name: string }[]).map(({ name }) => name)).to.deep.equal([
            "pending.test",
        ]);
    });

    it("says what is malformed", async () => {
        const { errors } = await cloudflare.ask("GET", "/zones", undefined, "Bearer short");
        expect(errors).to.deep.equal([
            {
                code: 6003,
                message: "Invalid request headers",
                error_chain: [{ code: 6111, message: "Invalid format for Authorization header" }],
            },
        ]);
    });

    it("lists and shows accounts", async () => {
        const account = {
            id: "a".repeat(32),
            name: "Acme",
            type: "standard",
            settings: { abuse_contact_email: null, enforce_twofactor: false },
            managed_by: null,
            created_on: "2026-11-21T12:00:00.000Z",
        };
        expect((await cloudflare.ask("GET", "/accounts?name=Acme")).result).to.deep.equal([account]);
        expect((await cloudflare.ask("GET", "/accounts?name=Other")).result).to.deep.equal([]);
        expect((await cloudflare.ask("GET", `/accounts/${account.id}`)).result).to.deep.equal(account);
        expect((await cloudflare.ask("GET", `/accounts/${"0".repeat(32)}`)).errors[0]?.code).to.equal(9109);
    });

    // Last: it holds for all.
    it("does no more than what it may from now on", async () => {
        const setting = `${zone}/settings/ssl`;
        await cloudflare.admin("POST", "/_permissions", ["Zone Settings Read"]);
        expect((await cloudflare.ask("GET", setting)).status).to.equal(200);
        expect((await cloudflare.ask("PATCH", setting, { value: "strict" })).status).to.equal(403);
        await cloudflare.admin("POST", "/_permissions", ["Zone Settings Write"]);
        expect((await cloudflare.ask("PATCH", setting, { value: "strict" })).status).to.equal(200);
    });
});
