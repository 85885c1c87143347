import { X509Certificate } from "node:crypto";
import { expect } from "chai";
import type { EdgeView } from "../../../emulator/cloudflare/edge/view";
import { failure } from "../support/call";
import type { Contract } from "../support/contract";
import { revealed } from "../support/values";
import { ask, type CloudflareDriver, make, zoneId } from "./driver";

/** What the plugin does with certificates. */
export const tlsContracts: readonly Contract<CloudflareDriver>[] = [
    {
        promise: "has an origin's certificate signed, for 15 years where nobody says how long",
        source: "OriginCaCertificate.requestedValidity: default 5475; certificate, expiresOn: outputs",
        async hold(driver) {
            const given = await driver.least("originCa");
            const { made } = await make(driver, "originCa", given);
            const certificate = new X509Certificate(String(made.state.certificate));
            expect(certificate.subjectAltName).to.equal("DNS:example.com, DNS:*.example.com");
            expect(made.id).to.equal(BigInt(`0x${certificate.serialNumber}`).toString());
            expect(made.state).to.deep.include({ ...given, requestedValidity: 5475 });
            expect(new Date(String(made.state.expiresOn).replace(" +0000 UTC", "Z"))).to.deep.equal(
                new Date(certificate.validTo),
            );
        },
    },
    {
        promise: "refuses an origin's certificate for names outside the account",
        source: "Origin CA API: 1010",
        async hold(driver) {
            const given = { ...(await driver.least("originCa")), hostnames: ["example.org"] };
            const text = await failure(make(driver, "originCa", given));
            expect(text).to.match(/^failed to make http request: POST ".*\/certificates": 400 Bad Request .*1010/);
        },
    },
    {
        promise: "uploads what the edge shows to origins, keeps its key secret, and sees it become active",
        source: "AuthenticatedOriginPullsCertificate: outputs; privateKey: Sensitive",
        async hold(driver) {
            await make(driver, "pulls", { zoneId, enabled: true });
            const given = await driver.least("pullCertificate");
            const { made, inputs } = await make(driver, "pullCertificate", given);
            expect(revealed(made.state.privateKey)).to.equal(given.privateKey);
            expect(made.state).to.deep.include({
                zoneId,
                certificate: given.certificate,
                certificateId: made.id,
                issuer: "Acme",
                signature: "ECDSAWithSHA256",
                status: "pending_deployment",
                enabled: true,
                expiresOn: "2036-01-01T00:00:00.000Z",
            });
            expect(JSON.stringify(await ask(driver, "/origin_tls_client_auth"))).not.to.contain("PRIVATE KEY");
            const view = (await driver.emulator.admin("GET", "/_edge")) as EdgeView;
            const { certificate, privateKey } = given;
            expect(view.zones.find(({ name }) => name === "example.com")?.client).to.deep.equal({
                certificate,
                privateKey,
            });
            driver.emulator.time += 60_000;
            const read = await driver.of("pullCertificate").read("r", made, inputs);
            expect(read.state.status).to.equal("active");
            expect(revealed(read.state.privateKey)).to.equal(given.privateKey);
        },
    },
    {
        promise: "refuses a certificate that the zone has already",
        source: "API: 1406 This certificate already exists for this zone.",
        async hold(driver) {
            const given = await driver.least("pullCertificate");
            await make(driver, "pullCertificate", given);
            const text = await failure(make(driver, "pullCertificate", given));
            expect(text).to.contain("This certificate already exists for this zone.").and.not.contain("PRIVATE KEY");
        },
    },
];
