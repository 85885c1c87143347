import { rmSync } from "node:fs";
import { hostContracts } from "./language-host/contracts";
import { makeProgram } from "./language-host/fixture";
import { holdContracts } from "./support/contract";
import { HostDriver } from "./support/host-driver";
import { languageHost } from "./support/plugin-binary";
import { type PluginProcess, startPlugin } from "./support/plugin-process";

describe("the language host", function () {
    this.timeout(30_000);
    let folder: string;
    let plugin: PluginProcess;
    let host: HostDriver;
    let started: { plugin: PluginProcess; host: HostDriver }[] = [];

    const start = async (env: Readonly<Record<string, string>>): Promise<HostDriver> => {
        plugin = await startPlugin(languageHost(), undefined, env);
        host = new HostDriver(plugin.address, folder);
        started.push({ plugin, host });
        return host;
    };

    beforeEach(async () => {
        folder = makeProgram();
        await start({});
    });
    afterEach(async () => {
        for (const one of started) {
            one.host.close();
            await one.plugin.stop();
        }
        started = [];
        rmSync(folder, { recursive: true, force: true });
    });

    holdContracts(hostContracts, () => ({ host, plugin, folder, start }));
});
