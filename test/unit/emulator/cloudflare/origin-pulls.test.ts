import { expect } from "chai";
import type { EdgeView } from "../../../../emulator/cloudflare/edge/view";
import { makePullCertificate } from "./pull-certificate";
import { member, seed, TestCloudflare, zone } from "./support";

const path = `${zone}/origin_tls_client_auth`;

describe("Cloudflare emulator: a zone's own authenticated origin pulls", () => {
    const cloudflare = new TestCloudflare();

    beforeEach(() => cloudflare.start({ ...seed, tokens: [...seed.tokens, reader] }));
    afterEach(() => cloudflare.stop());

    it("takes a certificate and never shows its key again", async () => {
        const { certificate, privateKey } = await makePullCertificate("0f");
        const { status, result } = await cloudflare.ask("POST", path, { certificate, private_key: privateKey });
        const uploaded = {
            id: member(result, "id"),
            certificate,
            issuer: "Acme",
            signature: "ECDSAWithSHA256",
            serial_number: String(0x40f),
            expires_on: "2036-01-01T00:00:00.000Z",
            uploaded_on: "2026-11-21T12:00:00.000Z",
            status: "pending_deployment",
            enabled: false,
        };
        expect([status, result]).to.deep.equal([200, uploaded]);
        expect(uploaded.id).to.match(/^[0-9a-f]{32}$/);

        cloudflare.time += 5000;
        const active = { ...uploaded, status: "active" };
        expect((await cloudflare.ask("GET", `${path}/${uploaded.id}`)).result).to.deep.equal(active);
        const list = await cloudflare.ask("GET", path);
        expect([list.result, member(list.info, "total_count")]).to.deep.equal([[active], 1]);
    });

    it("removes a certificate", async () => {
        const id = await upload("0e");
        const gone = await cloudflare.ask("DELETE", `${path}/${id}`);
        expect([gone.status, member(gone.result, "status")]).to.deep.equal([200, "pending_deletion"]);
        for (const method of ["GET", "DELETE"]) {
            const { status, errors } = await cloudflare.ask(method, `${path}/${id}`);
            expect([status, errors[0]?.code]).to.deep.equal([404, 1405]);
        }
        expect((await cloudflare.ask("GET", path)).result).to.deep.equal([]);
    });

    it("refuses what is no certificate with its key", async () => {
        const [one, other] = [await makePullCertificate("0a"), await makePullCertificate("0b")];
        const whole = { certificate: one.certificate, private_key: one.privateKey };
        const bodies: readonly [unknown, string][] = [
            [{}, "Invalid request: 'certificate' is required"],
            [{ certificate: one.certificate }, "Invalid request: 'private_key' is required"],
            [{ ...whole, certificate: "none" }, "Invalid request: 'certificate' cannot be read"],
            [{ ...whole, private_key: "none" }, "Invalid request: 'private_key' cannot be read"],
            [
                { ...whole, private_key: other.privateKey },
                "Invalid request: 'private_key' is not the key of 'certificate'",
            ],
        ];
        for (const [body, message] of bodies) {
            const { status, errors } = await cloudflare.ask("POST", path, body);
            expect([status, errors]).to.deep.equal([400, [{ code: 1400, message }]]);
        }
        await cloudflare.ask("POST", path, whole);
        const again = await cloudflare.ask("POST", path, whole);
        expect([again.status, again.errors[0]?.code]).to.deep.equal([400, 1406]);
        expect(cloudflare.state.pullCertificates).to.have.length(1);
    });

    it("shows a zone's certificates to nobody but itself", async () => {
        const id = await upload("0c");
        const pending = `/zones/${"b".repeat(32)}/origin_tls_client_auth`;
        expect((await cloudflare.ask("GET", pending)).result).to.deep.equal([]);
        expect((await cloudflare.ask("GET", `${pending}/${id}`)).status).to.equal(404);
        expect((await cloudflare.ask("GET", `${path}/no-id`)).errors[0]?.code).to.equal(7003);
        const reads = await cloudflare.ask("GET", path, undefined, `Bearer ${reader.value}`);
        const writes = await cloudflare.ask("DELETE", `${path}/${id}`, undefined, `Bearer ${reader.value}`);
        expect([reads.status, writes.status]).to.deep.equal([200, 403]);
    });

    it("tells the edge of the latest certificate where the zone's own origin pulls are on", async () => {
        await upload("01");
        expect(await edge()).to.deep.equal({ originPulls: false, client: undefined });
        await cloudflare.ask("PATCH", `${zone}/settings/tls_client_auth`, { value: "on" });
        expect(await edge()).to.deep.equal({ originPulls: true, client: undefined });
        await cloudflare.ask("PATCH", `${zone}/settings/tls_client_auth`, { value: "off" });

        const on = await cloudflare.ask("PUT", `${path}/settings`, { enabled: true });
        expect([on.status, on.result]).to.deep.equal([200, { enabled: true }]);
        const latest = await makePullCertificate("02");
        const { result } = await cloudflare.ask("POST", path, {
            certificate: latest.certificate,
            private_key: latest.privateKey,
        });
        expect(member(result, "enabled")).to.equal(true);
        expect(await edge()).to.deep.equal({ originPulls: true, client: latest });
        for (const { id } of cloudflare.state.pullCertificates) await cloudflare.ask("DELETE", `${path}/${id}`);
        expect(await edge()).to.deep.equal({ originPulls: true, client: undefined });
    });

    async function upload(serial: string): Promise<string> {
        const { certificate, privateKey } = await makePullCertificate(serial);
        const { result } = await cloudflare.ask("POST", path, { certificate, private_key: privateKey });
        return String(member(result, "id"));
    }

    async function edge(): Promise<object> {
        const { zones } = (await cloudflare.admin("GET", "/_edge")) as EdgeView;
        const { originPulls, client } = zones.find(({ name }) => name === "example.com") ?? {};
        return { originPulls, client };
    }
});

const reader = { value: "r".repeat(40), permissions: ["SSL and Certificates Read"] } as const;
