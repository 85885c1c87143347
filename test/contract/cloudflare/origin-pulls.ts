import { expect } from "chai";
import type { EdgeView } from "../../../emulator/cloudflare/edge/view";
import { failure } from "../support/call";
import type { Contract } from "../support/contract";
import { type Properties, revealed } from "../support/values";
import { ask, type CloudflareDriver, type Made, make, zoneId } from "./driver";

/** What the plugin does with the certificates that the edge shows for single host names. */
export const originPullContracts: readonly Contract<CloudflareDriver>[] = [
    {
        promise: "uploads a certificate, has it shown for a host name, and keeps its key secret",
        source: "AuthenticatedOriginPullsHostnameCertificate, AuthenticatedOriginPulls: outputs",
        async hold(driver) {
            const given = await driver.least("hostCertificate");
            const { made } = await make(driver, "hostCertificate", given);
            expect(revealed(made.state.privateKey)).to.equal(given.privateKey);
            expect(made.state).to.deep.include({
                ...{ zoneId, id: made.id, certificate: given.certificate, issuer: "Acme" },
                ...{ signature: "ECDSAWithSHA256", status: "pending_deployment", uploadedOn: now(driver) },
            });
            const config = { certId: made.id, enabled: true, hostname: "pulls.example.com" };
            const pulls = await make(driver, "hostPulls", { zoneId, configs: [config] });
            expect(pulls.made).to.deep.equal({
                id: config.hostname,
                state: {
                    ...{ zoneId, id: config.hostname, configs: [config], ...config },
                    ...{ status: "pending_deployment", createdAt: now(driver), updatedAt: now(driver) },
                    ...{ certificate: given.certificate, certStatus: "pending_deployment" },
                    ...{ certUploadedOn: now(driver), certUpdatedAt: now(driver), issuer: "Acme" },
                    ...{ expiresOn: made.state.expiresOn, serialNumber: made.state.serialNumber },
                    signature: "ECDSAWithSHA256",
                },
            });
            const { certificate, privateKey } = given;
            expect(await shown(driver)).to.deep.equal({ [config.hostname]: { certificate, privateKey } });
            driver.emulator.time += 5000;
            const read = await driver.of("hostPulls").read("r", pulls.made, pulls.inputs);
            expect(read.state).to.deep.include({ status: "active", certStatus: "active", configs: [config] });
        },
    },
    {
        promise: "shows another certificate, and then none, without a gap",
        source: "PUT …/hostnames; enabled: false: not sent, even if activated at the zone level",
        async hold(driver) {
            const [one, two] = await Promise.all([
                make(driver, "hostCertificate", await driver.least("hostCertificate")),
                make(driver, "hostCertificate", await driver.least("hostCertificate")),
            ]);
            const hostname = "change.example.com";
            const wish = (certificate: Made, enabled: boolean): Properties => ({
                zoneId,
                configs: [{ certId: certificate.made.id, enabled, hostname }],
            });
            const { made } = await make(driver, "hostPulls", wish(one, true));
            const provider = driver.of("hostPulls");
            const again = await provider.update("u", made, (await provider.check("u", wish(two, true))).inputs);
            expect(again).to.deep.include({ ...wish(two, true), certId: two.made.id, id: hostname });
            expect(Object.keys(await shown(driver))).to.deep.equal([hostname]);
            const off = { id: hostname, state: again };
            await provider.update("u", off, (await provider.check("u", wish(two, false))).inputs);
            expect(await shown(driver)).to.deep.equal({ [hostname]: "none" });
        },
    },
    {
        promise: "leaves a certificate alone as long as a host name has it, and the other host names when one goes",
        source: "enabled: null voids the association; API: 1433",
        async hold(driver) {
            const { made } = await make(driver, "hostCertificate", await driver.least("hostCertificate"));
            const hosts = ["a.example.com", "b.example.com"] as const;
            const [one, two] = await Promise.all(
                hosts.map((hostname) =>
                    make(driver, "hostPulls", { zoneId, configs: [{ certId: made.id, enabled: true, hostname }] }),
                ),
            );
            driver.emulator.time += 5000;
            if (one === undefined || two === undefined) throw new Error("not made");
            await driver.of("hostPulls").delete("d", one.made);
            expect(Object.keys(await shown(driver))).to.deep.equal([hosts[1]]);
            expect(await failure(driver.of("hostCertificate").delete("d", made))).to.match(/400 Bad Request .*1433/);
            await driver.of("hostPulls").delete("d", two.made);
            await driver.of("hostCertificate").delete("d", made);
            expect(await ask(driver, "/origin_tls_client_auth/hostnames/certificates")).to.deep.equal([]);
        },
    },
    {
        promise: "does not take a certificate away that is on its way to the edge",
        source: "API: 1434",
        async hold(driver) {
            const { made } = await make(driver, "hostCertificate", await driver.least("hostCertificate"));
            expect(await failure(driver.of("hostCertificate").delete("d", made))).to.match(/400 Bad Request .*1434/);
        },
    },
    refused([], "config must contain exactly one hostname association"),
    refused([{ certId: "c" }], "config[0].hostname must not be empty"),
    refused([{ enabled: true, hostname: "no.example.com" }], "Certificate ID required"),
    refused([{ certId: "c", enabled: true, hostname: "no.example.com" }], "Invalid Certificate ID"),
];

function refused(configs: readonly Properties[], said: string): Contract<CloudflareDriver> {
    return {
        promise: `refuses ${JSON.stringify(configs)} for host names`,
        source: "authenticated_origin_pulls: Create; API: 1404, 1415",
        async hold(driver) {
            expect(await failure(make(driver, "hostPulls", { zoneId, configs: [...configs] }))).to.contain(said);
        },
    };
}

async function shown(driver: CloudflareDriver): Promise<object> {
    const { zones } = (await driver.emulator.admin("GET", "/_edge")) as EdgeView;
    return zones.find(({ name }) => name === "example.com")?.hostClients ?? {};
}

function now(driver: CloudflareDriver): string {
    return driver.emulator.now().toISOString();
}
