import { expect } from "chai";
import type { Contract } from "../support/contract";
import { type Properties, revealed, unknown } from "../support/values";
import { type CloudflareDriver, type Kind, plain } from "./driver";

/** What the plugin makes of inputs before anything is created. */
export const inputContracts: readonly Contract<CloudflareDriver>[] = [
    {
        promise: "has the npm package's version",
        source: "npm: the SDK asks the engine for the plugin of its own version",
        async hold({ of }) {
            expect(await of("record").version()).to.equal("6.22.1");
        },
    },
    ...requires("record", ["name", "ttl", "type", "zoneId"]),
    ...requires("setting", ["settingId", "value", "zoneId"]),
    ...requires("dnssec", ["zoneId"]),
    ...requires("originCa", ["csr", "hostnames", "requestType"]),
    ...requires("pulls", ["enabled", "zoneId"]),
    ...requires("pullCertificate", ["certificate", "privateKey", "zoneId"]),
    ...requires("hostPulls", ["configs", "zoneId"]),
    ...requires("hostCertificate", ["certificate", "privateKey", "zoneId"]),
    refuses("record", { type: "ADDRESS" }, "type", "DnsRecord.type: Available values"),
    refuses("record", { ttl: "soon" }, "ttl", "DnsRecord.ttl: number"),
    refuses("record", { priority: 65_536 }, "priority", "priority: between 0 and 65535"),
    refuses("record", { data: { flags: 0, tag: "issue", value: "ca" } }, "content", "content: conflicts with data"),
    refuses("dnssec", { status: "pending" }, "status", "ZoneDnssec.status: Available values: active, disabled"),
    refuses("originCa", { requestedValidity: 8 }, "requestedValidity", "Available values: 7, 30, 90, …"),
    refuses("originCa", { requestType: "rsa" }, "requestType", "Available values: origin-rsa, origin-ecc, …"),
    refuses("hostPulls", { configs: [{ host: "example.com" }] }, "configs", "configs: certId, enabled, hostname"),
    refuses("originCa", { hostnames: "example.com" }, "hostnames", "OriginCaCertificate.hostnames: a list"),
    takes("record", { name: unknown, content: unknown }),
    takes("record", { type: "MX", content: "mx.mail.test", priority: 10, comment: "mail", tags: ["a:b"] }),
    takes("setting", { value: { strict_transport_security: { enabled: true, max_age: 300 } } }),
    takes("dnssec", { status: "disabled", dnssecUseNsec3: true }),
    takes("originCa", { requestedValidity: 90 }),
    takes("hostPulls", { configs: [{ certId: unknown, enabled: true, hostname: "example.com" }] }),
    previews("record", ["createdOn", "meta", "modifiedOn", "proxiable", "settings", "tags", "tagsModifiedOn"]),
    previews("setting", ["editable", "enabled", "modifiedOn", "timeRemaining"]),
    previews("originCa", ["certificate", "expiresOn"]),
    previews("pulls", []),
    keepsSecret("pullCertificate"),
    keepsSecret("hostCertificate"),
];

function keepsSecret(kind: Kind): Contract<CloudflareDriver> {
    return {
        promise: `keeps the private key of a ${kind} secret in a preview`,
        source: "additionalSecretOutputs: privateKey",
        async hold({ of, least }) {
            const given = await least(kind);
            const { inputs } = await of(kind).check("s", given);
            const { state } = await of(kind).create("s", inputs, { preview: true });
            expect(revealed(state.privateKey)).to.equal(given.privateKey);
        },
    };
}

function requires(kind: Kind, properties: readonly string[]): readonly Contract<CloudflareDriver>[] {
    return properties.map((property) => ({
        promise: `refuses a ${kind} without ${property}`,
        source: `${kind}.${property}: required`,
        async hold({ of, least }) {
            const { [property]: _, ...others } = await least(kind);
            const { failures } = await of(kind).check("r", others);
            expect(failures.map((one) => `${one.property} ${one.reason}`).join()).to.contain(property);
        },
    }));
}

function refuses(kind: Kind, more: Properties, named: string, source: string): Contract<CloudflareDriver> {
    return {
        promise: `refuses a ${kind} with ${JSON.stringify(more)}`,
        source,
        async hold({ of, least }) {
            const { failures } = await of(kind).check("r", { ...(await least(kind)), ...more });
            expect(failures.map((one) => `${one.property} ${one.reason}`).join()).to.contain(named);
        },
    };
}

function takes(kind: Kind, more: Properties): Contract<CloudflareDriver> {
    return {
        promise: `takes a ${kind} with ${JSON.stringify(more)}`,
        source: "the types of the inputs",
        async hold({ of, least }) {
            const given = { ...(await least(kind)), ...more };
            const { inputs, failures } = await of(kind).check("t", given);
            expect(failures).to.deep.equal([]);
            expect(plain(inputs)).to.deep.include(given);
        },
    };
}

function previews(kind: Kind, told: readonly string[]): Contract<CloudflareDriver> {
    return {
        promise: `leaves what only the API tells of a ${kind} unknown in a preview`,
        source: "outputs that no input sets",
        async hold({ of, least }) {
            const given = await least(kind);
            const { inputs } = await of(kind).check("p", given);
            const { state } = await of(kind).create("p", inputs, { preview: true });
            const known = Object.entries(state).filter(([, value]) => value !== unknown);
            expect(Object.fromEntries(known)).to.deep.include(given);
            const hidden = Object.keys(state).filter((key) => key !== "id" && state[key] === unknown);
            expect(hidden.sort()).to.deep.equal(told);
        },
    };
}
