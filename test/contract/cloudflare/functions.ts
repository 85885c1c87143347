import { expect } from "chai";
import { failure } from "../support/call";
import type { Contract } from "../support/contract";
import type { Properties } from "../support/values";
import { type CloudflareDriver, make, otherZoneId, zoneId } from "./driver";

/** What the plugin's functions answer. */
export const functionContracts: readonly Contract<CloudflareDriver>[] = [
    {
        promise: "finds a zone by its name",
        source: "getZone: filter; id, zoneId, name, status, nameServers: outputs",
        async hold(driver) {
            const zone = await getZone(driver, { filter: { name: "example.com" } });
            expect(zone).to.deep.include({ id: zoneId, zoneId, name: "example.com", status: "active", paused: false });
            expect(zone.account).to.deep.include({ id: "a".repeat(32), name: "Acme" });
            expect(zone.plan).to.deep.include({ legacyId: "free", isSubscribed: false });
            expect(zone.nameServers).to.have.length(2);
            expect(await getZone(driver, { zoneId })).to.deep.include({ id: zoneId, name: "example.com" });
        },
    },
    {
        promise: "says that a zone is not in the account",
        source: "zone data source: failed to find exactly one result",
        async hold(driver) {
            const text = await failure(getZone(driver, { filter: { name: "example.org" } }));
            expect(text).to.contain("failed to find exactly one result").and.contain("0 found");
        },
    },
    {
        promise: "wants one way to find a zone",
        source: "zone data source: ExactlyOneOf zone_id, filter",
        async hold(driver) {
            for (const args of [{}, { zoneId, filter: { name: "example.com" } }]) {
                expect(await failure(getZone(driver, args))).to.match(/exactly one|Exactly one|Invalid Attribute/);
            }
        },
    },
    {
        promise: "lists zones",
        source: "getZones: results",
        async hold(driver) {
            const list = async (args: Properties) => {
                const { results } = await driver.of("record").invoke("cloudflare:index/getZones:getZones", args);
                return (results as readonly Properties[]).map(({ name }) => name);
            };
            expect(await list({})).to.deep.equal(["example.com", "other.example", "pending.test"]);
            expect(await list({ name: "other.example" })).to.deep.equal(["other.example"]);
            expect(await list({ status: "pending" })).to.deep.equal(["pending.test"]);
            expect(await list({ maxItems: 1 })).to.deep.equal(["example.com"]);
            expect(await list({ name: "example.org" })).to.deep.equal([]);
        },
    },
    {
        promise: "lists records by name and type, page by page",
        source: "getDnsRecords: results",
        async hold(driver) {
            const base = { ...(await driver.least("record")), zoneId: otherZoneId };
            for (let index = 0; index < 120; index++) {
                await driver.emulator.ask("POST", `/zones/${otherZoneId}/dns_records`, {
                    ...{ type: "A", name: `page${index}`, content: "203.0.113.5", ttl: 300 },
                });
            }
            const { made } = await make(driver, "record", { ...base, name: "www.other.example", comment: "ours" });
            const list = async (args: Properties) => {
                const asked = { zoneId: otherZoneId, ...args };
                const token = "cloudflare:index/getDnsRecords:getDnsRecords";
                return (await driver.of("record").invoke(token, asked)).results as readonly Properties[];
            };
            const found = await list({ name: { exact: "www.other.example" }, type: "A" });
            const { zoneId: _, ...told } = made.state;
            expect(found).to.deep.equal([{ id: made.id, ...told }]);
            expect(await list({ name: { exact: "www.other.example" }, type: "AAAA" })).to.deep.equal([]);
            expect((await list({ name: { startswith: "page" } })).length).to.equal(120);
            expect((await list({ maxItems: 7 })).length).to.equal(7);
        },
    },
    {
        promise: "tells the edge's addresses",
        source: "getIpRanges: ipv4Cidrs, ipv6Cidrs, etag",
        async hold(driver) {
            const ranges = await driver.of("record").invoke("cloudflare:index/getIpRanges:getIpRanges", {});
            expect(ranges).to.deep.include({ ipv4Cidrs: ["198.51.100.7/32"], ipv6Cidrs: ["2001:db8::7/128"] });
        },
    },
];

async function getZone(driver: CloudflareDriver, args: Properties): Promise<Properties> {
    return await driver.of("record").invoke("cloudflare:index/getZone:getZone", args);
}
