import { expect } from "chai";
import Cloudflare from "cloudflare";
import { makeRequest } from "./csr";
import { makePullCertificate } from "./pull-certificate";
import { seed, TestCloudflare, token } from "./support";

const zone_id = "e".repeat(32);

/** Cloudflare's own SDK finds with the emulator what it is written for. */
describe("Cloudflare emulator: through Cloudflare's own SDK", () => {
    const emulator = new TestCloudflare();
    const client = (apiToken = token) =>
        new Cloudflare({ apiToken, baseURL: `${emulator.url}/client/v4`, maxRetries: 2, logLevel: "off" });

    beforeEach(() =>
        emulator.start({ ...seed, tokens: [...seed.tokens, { value: dnsOnly, permissions: ["DNS Read"] }] }),
    );
    afterEach(() => emulator.stop());

    it("verifies the token, and finds the account and the zone", async () => {
        expect((await client().user.tokens.verify()).status).to.equal("active");
        const accounts = [];
        for await (const account of client().accounts.list()) accounts.push(account.name);
        expect(accounts).to.deep.equal(["Acme"]);
        const zones = [];
        for await (const zone of client().zones.list({ name: "example.com" })) zones.push(zone.id);
        expect(zones).to.deep.equal([zone_id]);
        const zone = await client().zones.get({ zone_id });
        expect([zone.status, zone.account.name, zone.plan.name]).to.deep.equal(["active", "Acme", "Free Website"]);
    });

    it("creates, lists page by page, edits, overwrites and deletes records", async () => {
        const { records } = client().dns;
        for (let index = 0; index < 5; index++) {
            await records.create({ zone_id, type: "A", name: `n${index}`, content: "203.0.113.5", ttl: 1 });
        }
        const names = [];
        for await (const { name } of records.list({ zone_id, per_page: 2, order: "name" })) names.push(name);
        expect(names).to.deep.equal([0, 1, 2, 3, 4].map((index) => `n${index}.example.com`));

        const { result } = await records.list({ zone_id, name: { exact: "n3.example.com" }, type: "A" });
        const id = result[0]?.id ?? "";
        expect(result).to.have.length(1);
        const edited = await records.edit(id, { zone_id, type: "A", name: "n3", content: "203.0.113.6", ttl: 60 });
        expect([edited.content, edited.ttl, edited.proxied]).to.deep.equal(["203.0.113.6", 60, false]);
        const put = await records.update(id, { zone_id, type: "TXT", name: "n3", content: '"text"', ttl: 1 });
        expect([put.type, (await records.get(id, { zone_id })).content]).to.deep.equal(["TXT", '"text"']);
        expect(await records.delete(id, { zone_id })).to.deep.equal({ id });

        const batch = await records.batch({
            zone_id,
            deletes: [{ id: emulator.state.records[0]?.id ?? "" }],
            posts: [
                { type: "CAA", name: "@", ttl: 1, data: { flags: 0, tag: "issue", value: "letsencrypt.org" } },
                { type: "MX", name: "@", ttl: 1, content: "mx.mail.test", priority: 5 },
            ],
        });
        expect([batch.deletes?.length, batch.posts?.map(({ content }) => content)]).to.deep.equal([
            1,
            ['0 issue "letsencrypt.org"', "mx.mail.test"],
        ]);
    });

    it("edits zone settings and DNSSEC, reads the edge's addresses, purges", async () => {
        const ssl = await client().zones.settings.edit("ssl", { zone_id, value: "strict" });
        expect(ssl).to.deep.include({ id: "ssl", value: "strict" });
        expect(await client().zones.settings.get("ssl", { zone_id })).to.deep.equal(ssl);
        const dnssec = await client().dns.dnssec.edit({ zone_id, status: "active" });
        expect(dnssec.ds).to.match(/^example\.com\. 3600 IN DS \d+ 13 2 [0-9A-F]{64}$/);
        expect((await client().ips.list()).ipv4_cidrs).to.deep.equal(["198.51.100.7/32"]);
        expect(await client().cache.purge({ zone_id, purge_everything: true })).to.deep.equal({ id: zone_id });
    });

    it("has an origin's certificate signed, and revokes it", async () => {
        const { originCACertificates } = client();
        const { csr } = await makeRequest("ecc");
        const request = {
            csr,
            hostnames: ["example.com"],
            request_type: "origin-ecc",
            requested_validity: 365,
        } as const;
        const made = await originCACertificates.create({ ...request, hostnames: [...request.hostnames] });
        expect(made.certificate).to.match(/^-----BEGIN CERTIFICATE-----\n/);
        const listed = [];
        for await (const { id } of originCACertificates.list({ zone_id })) listed.push(id);
        expect(listed).to.deep.equal([made.id]);
        expect((await originCACertificates.delete(made.id ?? "")).id).to.equal(made.id);
    });

    it("uploads, lists and deletes what the edge shows to origins, and turns it on", async () => {
        const { zoneCertificates, settings } = client().originTLSClientAuth;
        const { certificate, privateKey } = await makePullCertificate("0f");
        const uploaded = await zoneCertificates.create({ zone_id, certificate, private_key: privateKey });
        expect([uploaded.status, uploaded.private_key]).to.deep.equal(["pending_deployment", undefined]);
        expect((await settings.update({ zone_id, enabled: true })).enabled).to.equal(true);
        const id = uploaded.id ?? "";
        expect((await zoneCertificates.get(id, { zone_id })).enabled).to.equal(true);
        const ids = [];
        for await (const one of zoneCertificates.list({ zone_id })) ids.push(one.id);
        expect(ids).to.deep.equal([id]);
        expect((await zoneCertificates.delete(id, { zone_id })).status).to.equal("pending_deletion");
    });

    it("uploads what the edge shows for a host name, and has it shown", async () => {
        const { hostnameCertificates, hostnames } = client().originTLSClientAuth;
        const { certificate, privateKey } = await makePullCertificate("0e");
        const uploaded = await hostnameCertificates.create({ zone_id, certificate, private_key: privateKey });
        const cert_id = uploaded.id ?? "";
        const ids = [];
        for await (const { id } of hostnameCertificates.list({ zone_id })) ids.push(id);
        expect(ids).to.deep.equal([cert_id]);

        const hostname = "app.example.com";
        const put = async (enabled: boolean | null) =>
            (await hostnames.update({ zone_id, config: [{ hostname, cert_id, enabled }] })).result[0];
        expect(await put(true)).to.deep.include({
            hostname,
            cert_id,
            enabled: true,
            cert_status: "pending_deployment",
        });
        expect((await hostnames.get(hostname, { zone_id })).certificate).to.equal(certificate);
        expect(await put(null)).to.deep.equal({ hostname, cert_id, enabled: null });
        emulator.time += 5000;
        expect((await hostnameCertificates.get(cert_id, { zone_id })).status).to.equal("active");
        expect((await hostnameCertificates.delete(cert_id, { zone_id })).status).to.equal("pending_deletion");
    });

    it("throws its own errors", async () => {
        const { records } = client().dns;
        await records.create({ zone_id, type: "A", name: "app", content: "203.0.113.5", ttl: 1 });
        const thrown = async (doing: Promise<unknown>) => {
            const error = await doing.then(() => undefined).catch((reason: unknown) => reason);
            return error instanceof Cloudflare.APIError ? [error.status, error.errors[0]?.code] : error;
        };
        const again = records.create({ zone_id, type: "A", name: "app", content: "203.0.113.5", ttl: 1 });
        expect(await thrown(again)).to.deep.equal([400, 81058]);
        expect(await thrown(client("u".repeat(40)).user.tokens.verify())).to.deep.equal([401, 1000]);
        expect(await thrown(client(dnsOnly).zones.settings.get("ssl", { zone_id }))).to.deep.equal([403, 10_000]);
        expect(await thrown(records.get("0".repeat(32), { zone_id }))).to.deep.equal([404, 81044]);
    });

    it("comes back after a 429, and after an error", async () => {
        await emulator.admin("POST", "/_faults", { retryAfter: 0.1, times: 1 });
        expect((await client().zones.get({ zone_id })).name).to.equal("example.com");
        await emulator.admin("POST", "/_faults", { errorRate: 1, times: 1 });
        expect((await client().zones.get({ zone_id })).name).to.equal("example.com");
    });
});

const dnsOnly = "d".repeat(40);
