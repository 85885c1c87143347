import { type DigitalOcean, startDigitalOcean } from "../../emulator/digitalocean/server";
import { type RecordingMachines, recordingMachines } from "../unit/emulator/digitalocean/support/recording-machines";
import { changeContracts } from "./digitalocean/changes";
import { type DigitalOceanDriver, durations, token, types } from "./digitalocean/driver";
import { failureContracts } from "./digitalocean/failures";
import { functionContracts } from "./digitalocean/functions";
import { inputContracts } from "./digitalocean/inputs";
import { nameContracts } from "./digitalocean/names";
import { objectContracts } from "./digitalocean/objects";
import { relationContracts } from "./digitalocean/relations";
import { updateContracts } from "./digitalocean/updates";
import { holdContracts } from "./support/contract";
import { resourcePlugin } from "./support/plugin-binary";
import { type PluginProcess, startPlugin } from "./support/plugin-process";
import { ProviderDriver } from "./support/provider-driver";
import type { Properties } from "./support/values";

describe("the digitalocean plugin", function () {
    this.timeout(60_000);
    const started: { plugin: PluginProcess; provider: ProviderDriver }[] = [];
    let port = 0;
    let machines: RecordingMachines;
    let emulator: DigitalOcean | undefined;
    let configured: ProviderDriver;

    const start = async () => {
        emulator = await startDigitalOcean({ port, token, machines, durations, usedRegions: ["fra1"] });
        port = Number(new URL(emulator.url).port);
    };
    const fresh = async (settings: Properties, env: Readonly<Record<string, string>> = {}) => {
        const plugin = await startPlugin(resourcePlugin("digitalocean", "4.80.1"), undefined, env);
        const provider = new ProviderDriver(plugin.address, types.vpc);
        started.push({ plugin, provider });
        await provider.configure(settings);
        return provider;
    };

    before(async () => {
        machines = recordingMachines();
        await start();
        configured = await fresh({ ...impatient, token, apiEndpoint: `http://127.0.0.1:${port}` });
        await emulator?.stop();
    });
    beforeEach(async () => {
        machines = recordingMachines();
        await start();
    });
    afterEach(() => emulator?.stop());
    after(async () => {
        for (const { plugin, provider } of started) {
            provider.close();
            await plugin.stop();
        }
    });

    const driver = (): DigitalOceanDriver => {
        if (emulator === undefined) throw new Error("not started");
        const url = emulator.url;
        return {
            of: (kind) => configured.of(types[kind]),
            fresh: (settings, env) => fresh({ ...impatient, apiEndpoint: url, ...settings }, env),
            emulator,
            machines,
            api: (method, path, body) => ask(url, method, path, body),
            faults: async (order) => {
                await ask(url, "POST", "/_faults", order);
            },
            down: async () => {
                await emulator?.stop();
            },
            up: start,
        };
    };

    describe("names", () => holdContracts(nameContracts, driver));
    describe("inputs", () => holdContracts(inputContracts, driver));
    describe("changes", () => holdContracts(changeContracts, driver));
    describe("objects", () => holdContracts(objectContracts, driver));
    describe("updates", () => holdContracts(updateContracts, driver));
    describe("relations", () => holdContracts(relationContracts, driver));
    describe("failures", () => holdContracts(failureContracts, driver));
    describe("functions", () => holdContracts(functionContracts, driver));
});

/** Requests are repeated as often as ever, but soon. */
const impatient = { httpRetryWaitMin: "0.01", httpRetryWaitMax: "0.05" };

async function ask(url: string, method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${url}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? undefined : Object.values(JSON.parse(text) as object)[0];
}
