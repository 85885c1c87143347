import { expect } from "chai";
import { failure } from "../support/call";
import type { Contract } from "../support/contract";
import { unknown } from "../support/values";
import { ask, type CloudflareDriver, compare, make, zoneId } from "./driver";

/** What the plugin does with DNS records. */
export const recordContracts: readonly Contract<CloudflareDriver>[] = [
    {
        promise: "makes a record, and tells all of it",
        source: "DnsRecord: outputs",
        async hold(driver) {
            const given = await driver.least("record");
            const { made } = await make(driver, "record", { ...given, comment: "why" });
            const now = driver.emulator.now().toISOString();
            expect(made.state).to.deep.equal({
                ...given,
                id: made.id,
                comment: "why",
                proxied: false,
                settings: {},
                tags: [],
                proxiable: true,
                meta: "{}",
                createdOn: now,
                modifiedOn: now,
                commentModifiedOn: now,
            });
            expect(await ask(driver, `/dns_records/${made.id}`)).to.deep.include({ content: "203.0.113.5", ttl: 300 });
        },
    },
    {
        promise: "records a short name as it is given, and the whole one once it has looked",
        source: "dns_record: Create keeps the planned name; Read takes the API's, which is fully qualified",
        async hold(driver) {
            const name = driver.name();
            const given = { ...(await driver.least("record")), name };
            const old = await make(driver, "record", given);
            expect(old.made.state.name).to.equal(name);
            const read = await driver.of("record").read("r", old.made, old.inputs);
            expect(read.state.name).to.equal(`${name}.example.com`);
            const seen = { made: read, inputs: old.inputs };
            expect((await compare(driver, "record", seen, given)).changed).to.equal(false);
            const whole = { ...given, name: `${name}.example.com` };
            expect((await compare(driver, "record", seen, whole)).changed).to.equal(false);
        },
    },
    {
        promise: "tells a shorter name from the same name without the zone's",
        source: "dns_record: deriveAndSaveZoneName distinguishes drift of the FQDN from a changed name",
        async hold(driver) {
            const name = driver.name();
            const given = { ...(await driver.least("record")), name: `api.${name}` };
            const old = await make(driver, "record", given);
            const read = await driver.of("record").read("r", old.made, old.inputs);
            const seen = { made: read, inputs: old.inputs };
            expect((await compare(driver, "record", seen, { ...given, name: "api" })).diffs).to.include("name");
        },
    },
    {
        promise: "makes a CAA record from its parts, and tells its content",
        source: "DnsRecord.data: Components of a CAA record; content: computed",
        async hold(driver) {
            const data = { flags: 0, tag: "issue", value: "letsencrypt.org" };
            const { content: _, ...given } = await driver.least("record");
            const old = await make(driver, "record", { ...given, type: "CAA", data });
            expect(old.made.state).to.deep.include({ data, content: '0 issue "letsencrypt.org"' });
            const read = await driver.of("record").read("r", old.made, old.inputs);
            expect(read.state).to.deep.equal(old.made.state);
            const stricter = { ...given, type: "CAA", data: { ...data, flags: 128 } };
            const { diffs, replaces } = await compare(driver, "record", old, stricter);
            expect([diffs.some((path) => path.startsWith("data")), replaces]).to.deep.equal([true, []]);
        },
    },
    {
        promise: "makes an MX record with its priority",
        source: "DnsRecord.priority: Required for MX, SRV and URI records",
        async hold(driver) {
            const mail = { type: "MX", content: "mx.mail.test", priority: 5 };
            const { made } = await make(driver, "record", { ...(await driver.least("record")), ...mail });
            expect(await ask(driver, `/dns_records/${made.id}`)).to.deep.include(mail);
            expect(made.state).to.deep.include(mail);
        },
    },
    {
        promise: "tells all settings of a CNAME record",
        source: "dns_record: normalizeSettings materialises settings with false for what the API leaves out",
        async hold(driver) {
            const alias = { ...(await driver.least("record")), type: "CNAME", content: "target.example" };
            const { made } = await make(driver, "record", { ...alias, settings: { flattenCname: true } });
            expect(made.state.settings).to.deep.equal({ flattenCname: true, ipv4Only: false, ipv6Only: false });
        },
    },
    {
        promise: "updates in place, and leaves what no input says as it is",
        source: "dns_record: PUT; computed and optional properties keep their state",
        async hold(driver) {
            const given = { ...(await driver.least("record")), comment: "before" };
            const { made } = await make(driver, "record", given);
            driver.emulator.time += 60_000;
            const { comment: _, ...news } = { ...given, content: "203.0.113.6", proxied: true, ttl: 1 };
            const { inputs } = await driver.of("record").check("u", news);
            const preview = await driver.of("record").update("u", made, inputs, { preview: true });
            expect(preview).to.deep.include({ content: "203.0.113.6", modifiedOn: unknown });
            expect(preview.createdOn).to.equal(made.state.createdOn);
            const state = await driver.of("record").update("u", made, inputs);
            const changed = { content: "203.0.113.6", proxied: true, modifiedOn: driver.emulator.now().toISOString() };
            expect(state).to.deep.include({ ...changed, createdOn: made.state.createdOn });
            expect(state).not.to.have.any.keys("comment", "commentModifiedOn");
            expect(await ask(driver, `/dns_records/${made.id}`)).to.deep.include({ proxied: true, comment: null });
        },
    },
    {
        promise: "sees what somebody else has changed",
        source: "protocol: Read tells the live state, the next Diff compares with it",
        async hold(driver) {
            const given = { ...(await driver.least("record")), comment: "ours" };
            const old = await make(driver, "record", given);
            await driver.emulator.ask("PATCH", `/zones/${zoneId}/dns_records/${old.made.id}`, {
                content: "203.0.113.9",
                comment: null,
            });
            const read = await driver.of("record").read("r", old.made, old.inputs);
            expect(read.state.content).to.equal("203.0.113.9");
            expect(read.state).not.to.have.property("comment");
            const { diffs } = await compare(driver, "record", { made: read, inputs: read.inputs }, given);
            expect(diffs).to.include.members(["content", "comment"]);
        },
    },
    {
        promise: "refuses a proxied record with a time to live of its own",
        source: "dns_record: ttl must be set to 1 when `proxied` is true",
        async hold(driver) {
            const given = { ...(await driver.least("record")), proxied: true, ttl: 300 };
            const text = await failure(make(driver, "record", given));
            expect(text).to.contain("ttl must be set to 1 when `proxied` is true");
        },
    },
];
