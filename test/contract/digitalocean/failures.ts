import { expect } from "chai";
import { failure } from "../support/call";
import type { Contract } from "../support/contract";
import type { Properties } from "../support/values";
import { change, type DigitalOceanDriver, least, make, makeSingle, type Single, token } from "./driver";
import { halfMade } from "./half-made";

/** What goes wrong, and how it is told. */
export const failureContracts: readonly Contract<DigitalOceanDriver>[] = [
    {
        promise: "says nothing of a bad token before it is used, and then what the API says",
        source: 'godo: POST https://…: 401 (request "…") Unable to authenticate you',
        async hold({ fresh, emulator }) {
            const provider = await fresh({ token: "dop_v1_expired" });
            const { inputs } = await provider.check("v", { ...least.vpc, name: "mine" });
            expect(await failure(provider.create("v", inputs))).to.match(
                new RegExp(`POST ${emulator.url}/v2/vpcs: 401 \\(request "[^"]+"\\) Unable to authenticate you`),
            );
        },
    },
    ...(["DIGITALOCEAN_TOKEN", "DIGITALOCEAN_ACCESS_TOKEN"] as const).map(
        (variable): Contract<DigitalOceanDriver> => ({
            promise: `takes the token from ${variable}, and the address from DIGITALOCEAN_API_URL`,
            source: `token: MultiEnvDefaultFunc ${variable}; api_endpoint: EnvDefaultFunc DIGITALOCEAN_API_URL`,
            async hold({ fresh, emulator }) {
                const none = { DIGITALOCEAN_TOKEN: "", DIGITALOCEAN_ACCESS_TOKEN: "" };
                const env = { ...none, [variable]: token, DIGITALOCEAN_API_URL: emulator.url };
                const provider = await fresh({ apiEndpoint: "" }, env);
                const { inputs } = await provider.check("v", least.vpc);
                expect((await provider.create("v", inputs)).state.region).to.equal("fra1");
            },
        }),
    ),
    {
        promise: "says which request the token lacks a scope for",
        source: "API: 403 You are not authorized to perform this operation",
        async hold(driver) {
            await driver.faults({ missingScopes: ["droplet:create"] });
            expect(await failure(makeSingle(driver, "droplet"))).to.match(
                /POST .*\/v2\/droplets: 403 .*You are not authorized to perform this operation/,
            );
        },
    },
    refused("droplet", { region: "moon1" }, /422 .*invalid region/),
    refused("droplet", { size: "s-900vcpu" }, /422 .*invalid size/),
    refused("droplet", { image: "beos-5" }, /422 .*invalid image/),
    refused("volume", { region: "moon1" }, /422 .*invalid region/),
    {
        promise: "says that the account has as many droplets as it may",
        source: "API: 422 creating this/these droplet(s) will exceed your droplet limit",
        async hold(driver) {
            for (const page of [1, 2, 3]) {
                const names = Array.from({ length: page === 3 ? 5 : 10 }, (_, at) => `web-${page}-${at}`);
                await driver.api("POST", "/v2/droplets", { ...least.droplet, names });
            }
            expect(await failure(makeSingle(driver, "droplet"))).to.match(/422 .*will exceed your droplet limit/);
        },
    },
    {
        promise: "asks again after a 429, when its time has come, and after a 500",
        source: "http_retry_max: 4; go-retryablehttp: Retry-After",
        async hold(driver) {
            await driver.faults({
                requests: [
                    { method: "POST", status: 429, retryAfter: 1, times: 1 },
                    { method: "GET", status: 500, times: 2 },
                ],
            });
            expect((await makeSingle(driver, "vpc")).state.region).to.equal("fra1");
        },
    },
    {
        promise: "gives up after the fourth repetition, and says so",
        source: "godo: giving up after 5 attempt(s)",
        async hold(driver) {
            await driver.faults({ requests: [{ method: "POST", status: 503 }] });
            expect(await failure(makeSingle(driver, "vpc"))).to.match(/503 .*giving up after 5 attempt\(s\)/);
        },
    },
    {
        promise: "says that the API can't be reached, and makes the resource the next time",
        source: "net/http: connection refused",
        async hold(driver) {
            await driver.down();
            expect(await failure(makeSingle(driver, "vpc"))).to.match(/\/v2\/vpcs.*connection refused/);
            await driver.up();
            expect((await makeSingle(driver, "vpc")).state.region).to.equal("fra1");
        },
    },
    {
        promise: "records a droplet that does not become active in time, and goes on with it the next time",
        source: "protocol: ErrorResourceInitFailed",
        async hold(driver) {
            const release = driver.machines.hold("boot");
            const { inputs } = await driver.of("droplet").check("made", { ...least.droplet, name: "web-1" });
            const began = driver.of("droplet").create("made", inputs, { timeout: 1 });
            const failed = await began.then(unexpected, (error: Error) => error);
            expect(failed.message).to.match(/timeout while waiting for .*active/);
            const [{ id }] = await driver.api("GET", "/v2/droplets?name=web-1");
            const half = halfMade(failed);
            expect(half?.id).to.equal(String(id));
            expect(half?.state).to.include({ id: String(id), name: "web-1", status: "new" });
            release();
            const made = { id: String(id), inputs, state: half?.state ?? {} };
            const updated = await (await change(driver, "droplet", made, { ...least.droplet, name: "web-1" })).update();
            expect(updated.state).to.include({ id: String(id), status: "active", name: "web-1" });
        },
    },
    {
        promise: "fails when the machine of an attachment does",
        source: "util.WaitForAction: errored",
        async hold(driver) {
            const [droplet, volume] = await Promise.all([makeSingle(driver, "droplet"), makeSingle(driver, "volume")]);
            driver.machines.fail("attachVolume", "no such disk");
            const given = { dropletId: droplet.id, volumeId: volume.id };
            expect(await failure(make(driver, "volumeAttachment", given))).to.match(/errored/);
            expect((await make(driver, "volumeAttachment", given)).state.volumeId).to.equal(volume.id);
        },
    },
    {
        promise: "does not wait for ever until a locked droplet can be deleted",
        source: "waitForDropletAttribute locked: Timeout",
        async hold(driver) {
            await driver.faults({ boots: [{ outcome: "stuck" }] });
            const { id } = await driver.api("POST", "/v2/droplets", { ...least.droplet, name: "web-1" });
            const made = { id: String(id), state: { name: "web-1" } };
            expect(await failure(driver.of("droplet").delete("made", made, { timeout: 1 }))).to.match(
                /timeout while waiting for/,
            );
        },
    },
    {
        promise: "ends what it waits for when the engine cancels",
        source: "protocol: Cancel",
        async hold({ fresh, machines }) {
            machines.hold("boot");
            const provider = (await fresh({ token })).of("digitalocean:index/droplet:Droplet");
            const { inputs } = await provider.check("made", least.droplet);
            const began = failure(provider.create("made", inputs));
            while (machines.told.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
            await provider.cancel();
            expect(await began).to.contain("context canceled");
        },
    },
];

function unexpected(): never {
    throw new Error("it did not fail");
}

function refused(kind: Single, more: Properties, said: RegExp): Contract<DigitalOceanDriver> {
    return {
        promise: `says what the API says of a ${kind} with ${JSON.stringify(more)}`,
        source: "API: 422",
        async hold(driver) {
            expect(await failure(makeSingle(driver, kind, more))).to.match(said);
        },
    };
}
