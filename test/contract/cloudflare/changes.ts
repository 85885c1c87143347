import { expect } from "chai";
import type { Contract } from "../support/contract";
import type { Properties } from "../support/values";
import { type CloudflareDriver, compare, type Kind, make, otherZoneId } from "./driver";

/** Which changed input means what; each is compared with a resource that was really made. */
export const changeContracts: readonly Contract<CloudflareDriver>[] = [
    replaces("record", { type: "TXT", content: "text" }, ["type"], "RequiresReplace: type"),
    replaces("record", { zoneId: otherZoneId }, ["zoneId"], "RequiresReplace: zone_id"),
    replaces("setting", { settingId: "always_use_https", value: "on" }, ["settingId"], "RequiresReplace: setting_id"),
    replaces("setting", { zoneId: otherZoneId }, ["zoneId"], "RequiresReplace: zone_id"),
    replaces("dnssec", { zoneId: otherZoneId }, ["zoneId"], "RequiresReplace: zone_id"),
    replaces("pulls", { zoneId: otherZoneId }, ["zoneId"], "RequiresReplace: zone_id"),
    replaces("originCa", { csr: "other" }, ["csr"], "RequiresReplace: csr"),
    replaces("originCa", { hostnames: ["example.com"] }, ["hostnames"], "RequiresReplace: hostnames"),
    replaces(
        "originCa",
        { hostnames: ["*.example.com", "example.com"] },
        ["hostnames"],
        "hostnames: a list, not a set",
    ),
    replaces("originCa", { requestType: "origin-rsa" }, ["requestType"], "RequiresReplace: request_type"),
    replaces("originCa", { requestedValidity: 90 }, ["requestedValidity"], "RequiresReplaceIfConfigured"),
    replaces("pullCertificate", { certificate: "other" }, ["certificate"], "RequiresReplaceIfNotCertificateSemantic"),
    replaces("hostPulls", { zoneId: otherZoneId }, ["zoneId"], "RequiresReplace: zone_id"),
    replaces("hostCertificate", { zoneId: otherZoneId }, ["zoneId"], "RequiresReplace: zone_id"),
    replaces("hostCertificate", { certificate: "other" }, ["certificate"], "RequiresReplaceIfNotCertificateSemantic"),
    replaces("hostCertificate", { privateKey: "other" }, ["privateKey"], "RequiresReplace: private_key"),
    updates("record", { content: "203.0.113.6" }, ["content"]),
    updates("record", { ttl: 60 }, ["ttl"]),
    updates("record", { ttl: 1, proxied: true }, ["proxied", "ttl"]),
    updates("record", { comment: "why" }, ["comment"]),
    updates("record", { name: "renamed.example.com" }, ["name"]),
    updates("setting", { value: "1.3" }, ["value"]),
    updates("dnssec", { status: "disabled" }, ["status"]),
    updates("pulls", { enabled: false }, ["enabled"]),
    updates("pullCertificate", { privateKey: "other" }, ["privateKey"]),
    updates("hostPulls", { configs: [{ certId: "other", enabled: true }] }, ["configs"]),
    same("record", { proxied: false }, "a flag set to its default"),
    same("record", { settings: {}, tags: [] }, "nothing in settings and tags"),
    same("originCa", { requestedValidity: 5475 }, "the default given explicitly"),
    ...(["pullCertificate", "hostCertificate"] as const).map(
        (kind): Contract<CloudflareDriver> => ({
            promise: `sees no change of a ${kind} in the ends of its lines`,
            source: "RequiresReplaceIfNotCertificateSemantic: compares without trailing newlines",
            async hold(driver) {
                const given = await driver.least(kind);
                const old = await make(driver, kind, given);
                const certificate = `${String(given.certificate).trimEnd()}\n\n`;
                expect((await compare(driver, kind, old, { ...given, certificate })).changed).to.equal(false);
            },
        }),
    ),
    {
        promise: "sees no change of a record in capital letters of what it points at",
        source: "ModifyPlan of dns_record: CNAME content is compared without regard to case",
        async hold(driver) {
            const given = { ...(await driver.least("record")), type: "CNAME", content: "Target.Example" };
            const old = await make(driver, "record", given);
            const other = await compare(driver, "record", old, { ...given, content: "target.example" });
            expect(other.changed).to.equal(false);
        },
    },
];

function replaces(kind: Kind, more: Properties, keys: readonly string[], source: string): Contract<CloudflareDriver> {
    return {
        promise: `replaces a ${kind} for ${JSON.stringify(more)}, and creates first`,
        source,
        async hold(driver) {
            const difference = await change(driver, kind, more);
            expect(difference.changed).to.equal(true);
            expect(tops(difference.replaces)).to.deep.equal(keys);
            expect(difference.deleteBeforeReplace).to.equal(false);
        },
    };
}

function updates(kind: Kind, more: Properties, keys: readonly string[]): Contract<CloudflareDriver> {
    return {
        promise: `updates a ${kind} for ${JSON.stringify(more)}`,
        source: `no RequiresReplace: ${keys.join(", ")}`,
        async hold(driver) {
            const difference = await change(driver, kind, more);
            expect(difference.changed).to.equal(true);
            expect(tops(difference.diffs)).to.include.members([...keys]);
            expect(difference.replaces).to.deep.equal([]);
        },
    };
}

function same(kind: Kind, more: Properties, what: string): Contract<CloudflareDriver> {
    return {
        promise: `sees no change of a ${kind} in ${what}`,
        source: "defaults, and computed properties as they are when left out",
        async hold(driver) {
            expect((await change(driver, kind, more)).changed).to.equal(false);
        },
    };
}

async function change(driver: CloudflareDriver, kind: Kind, more: Properties) {
    const given = await driver.least(kind);
    return compare(driver, kind, await make(driver, kind, given), { ...given, ...more });
}

/** The properties of paths such as `data.flags`, each once. */
function tops(paths: readonly string[]): readonly string[] {
    return [...new Set(paths.map((path) => path.split(/[.[]/)[0] ?? ""))].sort();
}
