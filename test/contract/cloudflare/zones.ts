import { expect } from "chai";
import { failure } from "../support/call";
import type { Contract } from "../support/contract";
import { ask, type CloudflareDriver, compare, make, otherZoneId, zoneId } from "./driver";

/** What the plugin does with what each zone has once. */
export const zoneContracts: readonly Contract<CloudflareDriver>[] = [
    {
        promise: "changes a zone's setting, changes it again, and leaves it when it is removed",
        source: "zone_setting: this resource cannot be destroyed",
        async hold(driver) {
            const given = { zoneId: otherZoneId, settingId: "always_use_https", value: "on" };
            const { made } = await make(driver, "setting", given);
            expect([made.id, made.state]).to.deep.equal([
                "always_use_https",
                { ...given, id: made.id, editable: true, modifiedOn: driver.emulator.now().toISOString() },
            ]);
            const { inputs } = await driver.of("setting").check("u", { ...given, value: "off" });
            const state = await driver.of("setting").update("u", made, inputs);
            expect(state.value).to.equal("off");
            expect(await value(driver, "always_use_https")).to.equal("off");
            await driver.of("setting").delete("d", { id: made.id, state });
            expect(await value(driver, "always_use_https")).to.equal("off");
        },
    },
    {
        promise: "takes settings whose value is a number or an object, with the API's own names in it",
        source: "ZoneSetting.value: any",
        async hold(driver) {
            const hsts = {
                enabled: true,
                max_age: 31_536_000,
                include_subdomains: true,
                preload: false,
                nosniff: true,
            };
            for (const [settingId, setting] of Object.entries({
                browser_cache_ttl: 3600,
                security_header: { strict_transport_security: hsts },
            })) {
                const given = { zoneId: otherZoneId, settingId, value: setting };
                const old = await make(driver, "setting", given);
                expect(await value(driver, settingId)).to.deep.equal(setting);
                const read = await driver.of("setting").read("r", old.made, old.inputs);
                expect(read.state.value).to.deep.equal(setting);
                const seen = { made: read, inputs: read.inputs };
                expect((await compare(driver, "setting", seen, given)).changed).to.equal(false);
            }
        },
    },
    {
        promise: "tells the API only what has changed of a setting, which refuses to be told nothing",
        source: "zone_setting: MarshalForPatch; pulumi-cloudflare#1319",
        async hold(driver) {
            const { made, inputs } = await make(driver, "setting", await driver.least("setting"));
            expect(await failure(driver.of("setting").update("u", made, inputs))).to.match(/400 Bad Request .*1007/);
        },
    },
    {
        promise: "turns DNSSEC on, tells what the registrar has to know, and turns it off when it is removed",
        source: "zone_dnssec: Delete edits the status to disabled first",
        async hold(driver) {
            const given = { zoneId: otherZoneId, status: "active" };
            const { made, inputs } = await make(driver, "dnssec", given);
            expect(made.id).to.equal(otherZoneId);
            expect(made.state).to.deep.include({ ...given, algorithm: "13", digestType: "2", flags: 257 });
            expect(made.state.ds).to.match(/^other\.example\. 3600 IN DS \d+ 13 2 [0-9A-F]{64}$/);
            expect(await ask(driver, "/dnssec", otherZoneId)).to.deep.include({ status: "pending" });
            // As told by the API: so a program should leave it out of its comparisons until the registrar knows.
            expect((await driver.of("dnssec").read("r", made, inputs)).state.status).to.equal("pending");
            await driver.emulator.admin("POST", "/_registrar/other.example", { dsPublished: true });
            expect((await driver.of("dnssec").read("r", made, inputs)).state.status).to.equal("active");
            await driver.emulator.admin("POST", "/_registrar/other.example", { dsPublished: false });
            await driver.of("dnssec").delete("d", made);
            expect(await ask(driver, "/dnssec", otherZoneId)).to.deep.include({ status: "disabled" });
        },
    },
    {
        promise: "turns a zone's own origin pulls on and off, and leaves them when the resource is removed",
        source: "authenticated_origin_pulls_settings: this resource cannot be destroyed",
        async hold(driver) {
            const given = { zoneId, enabled: true };
            const { made } = await make(driver, "pulls", given);
            expect(made).to.deep.equal({ id: zoneId, state: { ...given, id: zoneId } });
            const { inputs } = await driver.of("pulls").check("u", { zoneId, enabled: false });
            expect(await driver.of("pulls").update("u", made, inputs)).to.deep.equal({
                ...{ zoneId, id: zoneId, enabled: false },
            });
            expect(await ask(driver, "/origin_tls_client_auth/settings")).to.deep.equal({ enabled: false });
            await driver.of("pulls").update("u", { id: zoneId, state: { zoneId, enabled: false } }, given);
            await driver.of("pulls").delete("d", made);
            expect(await ask(driver, "/origin_tls_client_auth/settings")).to.deep.equal({ enabled: true });
        },
    },
];

async function value(driver: CloudflareDriver, setting: string): Promise<unknown> {
    const found = await ask(driver, `/settings/${setting}`, otherZoneId);
    return (found as { readonly value: unknown }).value;
}
