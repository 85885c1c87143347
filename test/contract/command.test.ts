import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changeContracts } from "./command/changes";
import type { CommandDriver } from "./command/driver";
import { fileAndLogContracts } from "./command/files-and-logs";
import { inputContracts } from "./command/inputs";
import { runContracts } from "./command/runs";
import { stopContracts } from "./command/stops";
import { holdContracts } from "./support/contract";
import { type EngineLog, startEngineLog } from "./support/engine-log";
import { resourcePlugin } from "./support/plugin-binary";
import { type PluginProcess, startPlugin } from "./support/plugin-process";
import { ProviderDriver } from "./support/provider-driver";

describe("the command plugin", function () {
    this.timeout(60_000);
    let log: EngineLog;
    let plugin: PluginProcess;
    let provider: ProviderDriver;
    let folder: string;
    const driver = (): CommandDriver => ({ provider, log, folder, plugin });

    before(async () => {
        log = await startEngineLog();
    });
    beforeEach(async () => {
        folder = mkdtempSync(join(tmpdir(), "slipway-command-"));
        // A plugin of its own for each test: one that was told to cancel runs nothing any more.
        plugin = await startPlugin(resourcePlugin("command", "1.2.1"), log.address);
        provider = new ProviderDriver(plugin.address, "command:local:Command");
        await provider.configure({});
    });
    afterEach(async () => {
        provider.close();
        await plugin.stop();
        rmSync(folder, { recursive: true, force: true });
    });
    after(() => log.stop());

    describe("inputs", () => holdContracts(inputContracts, driver));
    describe("changes", () => holdContracts(changeContracts, driver));
    describe("runs", () => holdContracts(runContracts, driver));
    describe("files and logs", () => holdContracts(fileAndLogContracts, driver));
    describe("stops", () => holdContracts(stopContracts, driver));
});
