import { expect } from "chai";
import type { Certificate } from "../../../../emulator/cloudflare/certificates/certificate";
import type { EdgeView } from "../../../../emulator/cloudflare/edge/view";
import { makePullCertificate } from "./pull-certificate";
import { type Came, member, seed, TestCloudflare, zone } from "./support";

const hosts = `${zone}/origin_tls_client_auth/hostnames`;
const certificates = `${hosts}/certificates`;

describe("Cloudflare emulator: authenticated origin pulls of host names", () => {
    const cloudflare = new TestCloudflare();

    beforeEach(() => cloudflare.start({ ...seed, tokens: [...seed.tokens, reader] }));
    afterEach(() => cloudflare.stop());

    it("takes a certificate and never shows its key again", async () => {
        const { certificate, privateKey } = await makePullCertificate("0f");
        const { status, result } = await cloudflare.ask("POST", certificates, { certificate, private_key: privateKey });
        const uploaded = {
            id: member(result, "id"),
            certificate,
            issuer: "Acme",
            signature: "ECDSAWithSHA256",
            serial_number: String(0x40f),
            expires_on: "2036-01-01T00:00:00.000Z",
            uploaded_on: "2026-11-21T12:00:00.000Z",
            status: "pending_deployment",
        };
        expect([status, result]).to.deep.equal([200, uploaded]);
        expect(await refused(`${certificates}/${uploaded.id}`, "DELETE")).to.deep.equal([400, 1434]);
        cloudflare.time += 5000;
        const active = { ...uploaded, status: "active" };
        expect((await cloudflare.ask("GET", `${certificates}/${uploaded.id}`)).result).to.deep.equal(active);
        expect((await cloudflare.ask("GET", certificates)).result).to.deep.equal([active]);
        expect((await cloudflare.ask("GET", `${zone}/origin_tls_client_auth`)).result).to.deep.equal([]);
        const gone = await cloudflare.ask("DELETE", `${certificates}/${uploaded.id}`);
        expect([gone.status, gone.result]).to.deep.equal([200, { ...uploaded, status: "pending_deletion" }]);
        for (const method of ["GET", "DELETE"]) {
            expect(await refused(`${certificates}/${uploaded.id}`, method)).to.deep.equal([404, 1551]);
        }
    });

    it("takes ten certificates, each once", async () => {
        const first = await makePullCertificate("00");
        const body = ({ certificate, privateKey }: Certificate) => ({ certificate, private_key: privateKey });
        expect((await cloudflare.ask("POST", certificates, body(first))).status).to.equal(200);
        expect(await refused(certificates, "POST", body(first))).to.deep.equal([400, 1406]);
        for (let index = 1; index < 10; index++) await upload(`0${index}`);
        expect(await refused(certificates, "POST", body(await makePullCertificate("0a")))).to.deep.equal([400, 1400]);
    });

    it("has a certificate shown for a host name, whatever the zone has, until that is given up", async () => {
        const [one, two] = [await upload("01"), await upload("02")];
        expect((await put({ hostname: "App.example.com", cert_id: one.id, enabled: true })).status).to.equal(200);
        await put({ hostname: "example.com", cert_id: one.id, enabled: false });
        expect(await edge()).to.deep.equal({ "app.example.com": one.client, "example.com": "none" });
        cloudflare.time += 1000;
        await put(
            { hostname: "app.example.com", cert_id: two.id, enabled: true },
            { hostname: "example.com", cert_id: one.id, enabled: null },
        );
        expect(await edge()).to.deep.equal({ "app.example.com": two.client });
        const shown = await cloudflare.ask("GET", `${hosts}/app.example.com`);
        expect(shown.result).to.deep.include({
            ...{ hostname: "app.example.com", cert_id: two.id, enabled: true, certificate: two.client.certificate },
            ...{ created_at: "2026-11-21T12:00:00.000Z", updated_at: "2026-11-21T12:00:01.000Z" },
        });
        expect((await cloudflare.ask("GET", hosts)).result).to.deep.equal([shown.result]);
        expect(await refused(`${hosts}/example.com`, "GET")).to.deep.equal([404, 1553]);
        cloudflare.time += 5000;
        expect(await refused(`${certificates}/${two.id}`, "DELETE")).to.deep.equal([400, 1433]);
        expect((await cloudflare.ask("DELETE", `${certificates}/${one.id}`)).status).to.equal(200);
    });

    it("refuses what it cannot show", async () => {
        const { id } = await upload("03");
        const hostname = "app.example.com";
        const bodies: readonly [unknown, number, string][] = [
            [{}, 1400, "Invalid request: 'config' must be a list of hostnames"],
            [{ config: [] }, 1400, "Invalid request: 'config' must be a list of hostnames"],
            [config({ hostname: "example.org", cert_id: id }), 1400, elsewhere],
            [config({ hostname: "*.example.com", cert_id: id }), 1400, elsewhere],
            [config({ cert_id: id }), 1400, elsewhere],
            [config({ hostname }), 1404, "Certificate ID required"],
            [config({ hostname, cert_id: "0".repeat(32), enabled: null }), 1415, "Invalid Certificate ID"],
            [
                config({ hostname, cert_id: id, enabled: 1 }),
                1400,
                "Invalid request: 'enabled' must be a boolean or null",
            ],
        ];
        for (const [body, code, message] of bodies) {
            const { status, errors } = await cloudflare.ask("PUT", hosts, body);
            expect([status, errors]).to.deep.equal([400, [{ code, message }]]);
        }
        const many = Array.from({ length: 101 }, (_, index) => ({ hostname: `n${index}.example.com`, cert_id: id }));
        const all = many.map((one) => ({ ...one, enabled: true }));
        expect((await put(...all)).errors[0]?.message).to.contain("100 maximum associations");
        expect((await put(...all.slice(1))).status).to.equal(200);
    });

    it("shows them to nobody else, and changes nothing for who may only read", async () => {
        const { id } = await upload("04");
        const pending = `/zones/${"b".repeat(32)}/origin_tls_client_auth/hostnames`;
        expect((await cloudflare.ask("GET", `${pending}/certificates`)).result).to.deep.equal([]);
        expect(await refused(`${pending}/certificates/${id}`, "GET")).to.deep.equal([404, 1551]);
        const wish = { config: [{ hostname: "pending.test", cert_id: id, enabled: true }] };
        expect(await refused(pending, "PUT", wish)).to.deep.equal([400, 1415]);
        for (const [method, path, status] of [
            ["GET", hosts, 200],
            ["PUT", hosts, 403],
            ["GET", certificates, 200],
            ["POST", certificates, 403],
            ["DELETE", `${certificates}/${id}`, 403],
        ] as const) {
            const answer = await cloudflare.ask(method, path, undefined, `Bearer ${reader.value}`);
            expect([method, path, answer.status]).to.deep.equal([method, path, status]);
        }
    });

    async function upload(serial: string): Promise<{ readonly id: string; readonly client: Certificate }> {
        const client = await makePullCertificate(serial);
        const { certificate, privateKey: private_key } = client;
        const { result } = await cloudflare.ask("POST", certificates, { certificate, private_key });
        return { id: String(member(result, "id")), client };
    }

    async function put(...wishes: readonly object[]): Promise<Came> {
        return await cloudflare.ask("PUT", hosts, config(...wishes));
    }

    async function refused(path: string, method: string, body?: object): Promise<readonly unknown[]> {
        const { status, errors } = await cloudflare.ask(method, path, body);
        return [status, errors[0]?.code];
    }

    async function edge(): Promise<object | undefined> {
        const { zones } = (await cloudflare.admin("GET", "/_edge")) as EdgeView;
        return zones.find(({ name }) => name === "example.com")?.hostClients;
    }
});

const reader = { value: "r".repeat(40), permissions: ["SSL and Certificates Read"] } as const;
const elsewhere = "Invalid request: 'hostname' must be a hostname in example.com";

function config(...wishes: readonly object[]): object {
    return { config: wishes };
}
