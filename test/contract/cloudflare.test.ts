import { randomBytes } from "node:crypto";
import { makeRequest } from "../unit/emulator/cloudflare/csr";
import { makePullCertificate } from "../unit/emulator/cloudflare/pull-certificate";
import { seed, TestCloudflare, token } from "../unit/emulator/cloudflare/support";
import { changeContracts } from "./cloudflare/changes";
import { type CloudflareDriver, type Kind, otherZoneId, types, zoneId } from "./cloudflare/driver";
import { failureContracts } from "./cloudflare/failures";
import { functionContracts } from "./cloudflare/functions";
import { inputContracts } from "./cloudflare/inputs";
import { lifeContracts } from "./cloudflare/lives";
import { originPullContracts } from "./cloudflare/origin-pulls";
import { recordContracts } from "./cloudflare/records";
import { tlsContracts } from "./cloudflare/tls";
import { zoneContracts } from "./cloudflare/zones";
import { holdContracts } from "./support/contract";
import { resourcePlugin } from "./support/plugin-binary";
import { type PluginProcess, startPlugin } from "./support/plugin-process";
import { ProviderDriver } from "./support/provider-driver";
import type { Properties } from "./support/values";

describe("the cloudflare plugin", function () {
    this.timeout(60_000);
    const emulator = new TestCloudflare();
    const started: { plugin: PluginProcess; provider: ProviderDriver }[] = [];
    let count = 0;
    let configured: ProviderDriver;

    const fresh = async (settings: Properties, env?: Readonly<Record<string, string>>): Promise<ProviderDriver> => {
        const plugin = await startPlugin(resourcePlugin("cloudflare", "6.22.1"), undefined, env);
        const provider = new ProviderDriver(plugin.address, types.record);
        started.push({ plugin, provider });
        await provider.configure({ baseUrl: `${emulator.url}/client/v4`, ...settings });
        return provider;
    };
    const name = (): string => `n${++count}`;
    const driver = (): CloudflareDriver => ({
        of: (kind) => configured.of(types[kind]),
        fresh,
        emulator,
        name,
        least: (kind) => least(kind, name, uploaded),
    });
    /** The id of one more certificate for host names. */
    const uploaded = async (): Promise<string> => {
        const { certificate, privateKey } = await makePullCertificate(randomBytes(8).toString("hex"));
        const body = { certificate, private_key: privateKey };
        const { result } = await emulator.ask("POST", `${hostPulls}/certificates`, body);
        return (result as { readonly id: string }).id;
    };

    before(async () => {
        const others = { name: "other.example", id: otherZoneId };
        await emulator.start({ ...seed, zones: [...seed.zones, others], tokens: [...seed.tokens, ...lesserTokens] });
        configured = await fresh({ apiToken: token });
    });
    afterEach(async () => {
        await emulator.admin("DELETE", "/_faults");
        // A zone may have ten of these, once they are at the edge.
        emulator.time += 5000;
        for (const { hostname, certificateId: cert_id } of emulator.state.hostnamePulls) {
            await emulator.ask("PUT", hostPulls, { config: [{ hostname, cert_id, enabled: null }] });
        }
        for (const { id } of emulator.state.hostnameCertificates) {
            await emulator.ask("DELETE", `${hostPulls}/certificates/${id}`);
        }
    });
    after(async () => {
        for (const { plugin, provider } of started) {
            provider.close();
            await plugin.stop();
        }
        await emulator.stop();
    });

    describe("inputs", () => holdContracts(inputContracts, driver));
    describe("changes", () => holdContracts(changeContracts, driver));
    describe("lives", () => holdContracts(lifeContracts, driver));
    describe("records", () => holdContracts(recordContracts, driver));
    describe("zones", () => holdContracts(zoneContracts, driver));
    describe("TLS", () => holdContracts(tlsContracts, driver));
    describe("origin pulls of host names", () => holdContracts(originPullContracts, driver));
    describe("functions", () => holdContracts(functionContracts, driver));
    describe("failures", () => holdContracts(failureContracts, driver));
});

const hostPulls = `/zones/${zoneId}/origin_tls_client_auth/hostnames`;

/** Tokens for the failures: expired, without a permission, and for another zone only. */
const lesserTokens = [
    { value: "x".repeat(40), permissions: ["DNS Write"], expiresOn: "2026-11-20T00:00:00Z" },
    { value: "r".repeat(40), permissions: ["DNS Read", "Zone Read"] },
    { value: "o".repeat(40), permissions: ["DNS Write", "Zone Read"], zones: ["other.example"] },
] as const;

async function least(kind: Kind, name: () => string, uploaded: () => Promise<string>): Promise<Properties> {
    switch (kind) {
        case "record":
            return { zoneId, name: `${name()}.example.com`, type: "A", content: "203.0.113.5", ttl: 300 };
        case "setting":
            return { zoneId, settingId: "min_tls_version", value: "1.2" };
        case "dnssec":
            return { zoneId, status: "active" };
        case "pulls":
            return { zoneId, enabled: true };
        case "originCa": {
            const { csr } = await makeRequest("ecc");
            return { csr, hostnames: ["example.com", "*.example.com"], requestType: "origin-ecc" };
        }
        case "hostPulls": {
            const hostname = `${name()}.example.com`;
            return { zoneId, configs: [{ certId: await uploaded(), enabled: true, hostname }] };
        }
        case "hostCertificate":
        case "pullCertificate": {
            const { certificate, privateKey } = await makePullCertificate(randomBytes(8).toString("hex"));
            return { zoneId, certificate, privateKey };
        }
    }
}
