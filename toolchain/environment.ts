import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { type Cache, cacheFolders } from "./cache";
import { userPulumiHome } from "./installed";
import { readToolchain } from "./record";

/** What the environment is made for; the defaults are this clone and this process. */
export interface EnvironmentOptions {
    /** Folder of the project: state and passphrase lie below it. */
    readonly project?: string;
    /** The caller's environment; what the user has set there stays. */
    readonly from?: NodeJS.ProcessEnv;
}

/**
 * The variables with which Pulumi and Docker commands run, to be laid over the caller's environment: the pinned tools
 * first on PATH, the state in the project's folder, and a passphrase of its own. What the user has set, and a login to
 * another backend, stay as they are. Makes the state folder and the passphrase file where they are missing.
 */
export function toolchainEnvironment(options: EnvironmentOptions = {}): Record<string, string> {
    const from = options.from ?? process.env;
    const project = options.project ?? resolve(__dirname, "..");
    const cache = cacheFolders(from);
    const ownHome = readToolchain(cache)?.home;
    return {
        PATH: firstOnPath(cache.bin, from.PATH ?? ""),
        PULUMI_SKIP_UPDATE_CHECK: "1",
        ...plugins(cache, ownHome, from),
        ...backend(project, ownHome ?? userPulumiHome(cache, from), from),
        ...passphrase(project, from),
    };
}

/** A PATH with one folder in front, and nowhere else. */
export function firstOnPath(bin: string, path: string): string {
    return [bin, ...path.split(delimiter).filter((folder) => folder !== bin && folder !== "")].join(delimiter);
}

function plugins(cache: Cache, ownHome: string | undefined, from: NodeJS.ProcessEnv): Record<string, string> {
    // Where stand-ins are in use the real plugins can't be fetched: asking for them would only take time.
    if (ownHome !== undefined) return { PULUMI_HOME: ownHome, PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "1" };
    const usual = userPulumiHome(cache, from);
    const left = from.PULUMI_HOME !== undefined && from.PULUMI_HOME !== usual;
    return left ? { PULUMI_HOME: usual, PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "" } : {};
}

function backend(project: string, home: string, from: NodeJS.ProcessEnv): Record<string, string> {
    if (from.PULUMI_BACKEND_URL) return { PULUMI_BACKEND_URL: from.PULUMI_BACKEND_URL };
    if (namesBackend(join(project, "Pulumi.yaml")) || isLoggedIn(home)) return {};
    const state = join(project, ".slipway", "state");
    mkdirSync(state, { recursive: true, mode: 0o700 });
    // As Pulumi reads it: the path as it is, nothing escaped.
    return { PULUMI_BACKEND_URL: `file://${state}` };
}

function namesBackend(file: string): boolean {
    const document = existsSync(file)
        ? (parse(readFileSync(file, "utf8")) as { backend?: { url?: string } } | null)
        : null;
    return typeof document?.backend?.url === "string";
}

/** Whether `pulumi login` was done; the state folder of a clone, which commands with this environment use, is not one. */
function isLoggedIn(home: string): boolean {
    try {
        const { current } = JSON.parse(readFileSync(join(home, "credentials.json"), "utf8")) as { current?: string };
        return current !== undefined && current !== "" && !/^file:.*\/\.slipway\/state$/.test(current);
    } catch {
        return false;
    }
}

function passphrase(project: string, from: NodeJS.ProcessEnv): Record<string, string> {
    if (from.PULUMI_CONFIG_PASSPHRASE !== undefined) return {};
    if (from.PULUMI_CONFIG_PASSPHRASE_FILE)
        return { PULUMI_CONFIG_PASSPHRASE_FILE: from.PULUMI_CONFIG_PASSPHRASE_FILE };
    const file = join(project, ".slipway", "passphrase");
    if (!existsSync(file)) makePassphrase(file);
    return { PULUMI_CONFIG_PASSPHRASE_FILE: file };
}

/** Whole or not at all, and one and the same for two processes that make it at once. */
function makePassphrase(file: string): void {
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
    try {
        linkSync(draft, file);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
        rmSync(draft);
    }
}
