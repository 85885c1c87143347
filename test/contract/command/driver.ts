import type { EngineLog } from "../support/engine-log";
import type { PluginProcess } from "../support/plugin-process";
import type { ProviderDriver } from "../support/provider-driver";

/** What a contract of the command plugin works with. */
export interface CommandDriver {
    readonly provider: ProviderDriver;
    readonly log: EngineLog;
    readonly plugin: PluginProcess;
    /** An empty folder of the test's own. */
    readonly folder: string;
}
