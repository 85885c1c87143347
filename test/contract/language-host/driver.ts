import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { HostDriver } from "../support/host-driver";
import type { PluginProcess } from "../support/plugin-process";

/** What a contract of the language host works with. */
export interface LanguageDriver {
    readonly host: HostDriver;
    readonly plugin: PluginProcess;
    /** The program's folder. */
    readonly folder: string;
    /** Starts another host for the folder, with additions to its environment. */
    readonly start: (env: Readonly<Record<string, string>>) => Promise<HostDriver>;
}

/** What a program of the SDK was started with. */
export interface Started {
    readonly script: string;
    readonly args: readonly string[];
    readonly execArgv: readonly string[];
    readonly env: Readonly<Record<string, string>>;
    readonly cwd: string;
}

/** Reads what the program in a folder was started with. */
export function startedWith(folder: string): Started {
    return JSON.parse(readFileSync(join(folder, "started.json"), "utf8")) as Started;
}

/** Waits until the program in a folder runs; throws after ten seconds. */
export async function started(folder: string): Promise<void> {
    for (let tries = 0; tries < 200; tries++) {
        if (existsSync(join(folder, "started.json"))) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("the program did not start within ten seconds");
}
