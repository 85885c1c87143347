import { expect } from "chai";
import { noFaults } from "../../../emulator/cloudflare/api/faults";
import { token } from "../../unit/emulator/cloudflare/support";
import { failure } from "../support/call";
import type { Contract } from "../support/contract";
import type { Properties } from "../support/values";
import { type CloudflareDriver, make, otherZoneId, types, zoneId } from "./driver";

/** What the plugin says when the API refuses, or is not there. */
export const failureContracts: readonly Contract<CloudflareDriver>[] = [
    refused("a token that nobody has", { apiToken: "n".repeat(40) }, 403, "9109", "Invalid access token"),
    refused("a token that is none", { apiToken: "short" }, 400, "6003", "Invalid request headers"),
    refused("an expired token", { apiToken: "x".repeat(40) }, 403, "9109", "Invalid access token"),
    refused("a token without the permission", { apiToken: "r".repeat(40) }, 403, "10000", "Authentication error"),
    refused("a token for other zones", { apiToken: "o".repeat(40) }, 403, "9109", "Unauthorized to access"),
    {
        promise: "takes token and address from the environment",
        source: "apiToken: CLOUDFLARE_API_TOKEN; baseUrl: CLOUDFLARE_BASE_URL",
        async hold(driver) {
            const env = {
                CLOUDFLARE_API_TOKEN: token,
                CLOUDFLARE_BASE_URL: `${driver.emulator.url}/client/v4`,
            };
            const provider = await driver.fresh({ baseUrl: "" }, env);
            const { inputs } = await provider.check("e", await driver.least("record"));
            expect((await provider.create("e", inputs)).id).to.match(/^[0-9a-f]{32}$/);
        },
    },
    {
        promise: "is configured, and previews, without asking the API",
        source: "a first preview needs no account",
        async hold(driver) {
            const provider = await driver.fresh({ baseUrl: "http://127.0.0.1:9/client/v4", apiToken: token });
            const { inputs, failures } = await provider.check("n", await driver.least("record"));
            expect(failures).to.deep.equal([]);
            expect((await provider.create("n", inputs, { preview: true })).state.ttl).to.equal(300);
        },
    },
    {
        promise: "says that a record exists already",
        source: "API: 81058",
        async hold(driver) {
            const given = await driver.least("record");
            await make(driver, "record", given);
            const text = await failure(make(driver, "record", given));
            expect(text).to.match(/400 Bad Request .*81058.*An identical record already exists/);
        },
    },
    {
        promise: "says that there is no such zone",
        source: "API: 1001",
        async hold(driver) {
            const given = { ...(await driver.least("record")), zoneId: "c".repeat(32) };
            expect(await failure(make(driver, "record", given))).to.match(/404 Not Found .*1001/);
        },
    },
    {
        promise: "says that a setting is not known, or not the plan's",
        source: "API: 1006, 1015",
        async hold(driver) {
            const setting = (settingId: string) => failure(make(driver, "setting", { zoneId, settingId, value: "on" }));
            expect(await setting("min_tls")).to.match(/1006.*min_tls/);
            expect(await setting("webp")).to.match(/1015.*webp/);
        },
    },
    ...[
        { retryAfter: 0, times: 2 },
        { errorRate: 1, times: 2 },
        { down: true, times: 2 },
    ].map(
        (faults): Contract<CloudflareDriver> => ({
            promise: `tries again on ${JSON.stringify(faults)}`,
            source: "retries of 429, 5xx and broken connections",
            async hold(driver) {
                const given = await driver.least("record");
                await driver.emulator.admin("POST", "/_faults", faults);
                const { made } = await make(driver, "record", given);
                const found = driver.emulator.state.records.filter(({ id }) => id === made.id);
                expect(found).to.have.length(1);
                expect(await driver.emulator.admin("GET", "/_faults")).to.deep.equal(noFaults);
            },
        }),
    ),
    ...[
        { faults: { retryAfter: 0 }, says: /429 Too Many Requests .*971/ },
        { faults: { errorRate: 1 }, says: /500 Internal Server Error .*1000/ },
        { faults: { down: true }, says: /^failed to make http request: .*\/zones\/.*(EOF|connection reset)/ },
    ].map(
        ({ faults, says }): Contract<CloudflareDriver> => ({
            promise: `gives up on ${JSON.stringify(faults)}, and changes nothing`,
            source: "retries are bounded",
            async hold(driver) {
                const old = await make(driver, "record", await driver.least("record"));
                const before = driver.emulator.state.records;
                await driver.emulator.admin("POST", "/_faults", faults);
                const [created, read, removed] = await Promise.all([
                    failure(make(driver, "record", await driver.least("record"))),
                    failure(driver.of("record").read("r", old.made, old.inputs)),
                    failure(driver.of("record").delete("d", old.made)),
                ]);
                for (const text of [created, read, removed]) expect(text).to.match(says);
                expect(driver.emulator.state.records).to.deep.equal(before);
            },
        }),
    ),
    {
        promise: "never shows the token",
        source: "apiToken: secret",
        async hold(driver) {
            const provider = await driver.fresh({ apiToken: "n".repeat(40) });
            const { inputs } = await provider.check("s", await driver.least("record"));
            expect(await failure(provider.create("s", inputs))).not.to.contain("n".repeat(40));
        },
    },
    {
        promise: "ends what it waits for when the engine cancels",
        source: "protocol: Cancel",
        async hold(driver) {
            const provider = await driver.fresh({ apiToken: token });
            await driver.emulator.admin("POST", "/_faults", { retryAfter: 50 });
            const { inputs } = await provider.check("c", await driver.least("record"));
            const waiting = failure(provider.create("c", inputs));
            await provider.cancel();
            expect(await waiting).to.match(/cancel/i);
        },
    },
];

function refused(
    what: string,
    settings: Properties,
    status: number,
    code: string,
    message: string,
): Contract<CloudflareDriver> {
    return {
        promise: `shows what the API says to ${what}`,
        source: `API: ${status}, ${code}`,
        async hold(driver) {
            const provider = (await driver.fresh(settings)).of(types.record);
            const zone = what.includes("other zones") ? zoneId : otherZoneId;
            const { inputs } = await provider.check("t", { ...(await driver.least("record")), zoneId: zone });
            const text = await failure(provider.create("t", inputs));
            expect(text).to.match(/^failed to make http request: POST ".*\/dns_records": /);
            expect(text).to.contain(` ${status} `).and.contain(code).and.contain(message);
        },
    };
}
