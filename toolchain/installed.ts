import { existsSync, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join, sep } from "node:path";
import type { Cache } from "./cache";
import { execute } from "./execute";
import { type Pin, pluginName, type ToolName } from "./pins";

/** A tool found on this machine, outside of the cache. */
export interface Found {
    readonly path: string;
    /** Undefined when it is the pinned one; else why it can't be used. */
    readonly unfit: string | undefined;
}

/** Where Compose lies when it is installed as a plugin of the Docker CLI. */
const pluginFolders = [
    "/usr/local/lib/docker/cli-plugins",
    "/usr/local/libexec/docker/cli-plugins",
    "/usr/lib/docker/cli-plugins",
    "/usr/libexec/docker/cli-plugins",
];

/** The Pulumi home of the user: `PULUMI_HOME`, unless that is one of the cache's own, or `~/.pulumi`. */
export function userPulumiHome(cache: Cache, environment = process.env): string {
    const set = environment.PULUMI_HOME;
    if (set && !isInside(cache.root, set)) return set;
    return join(environment.HOME || homedir(), ".pulumi");
}

/** Files that may be a tool, installed by the user or the system. Only looks at names: quick. */
export function candidates(tool: ToolName, pin: Pin, cache: Cache, environment = process.env): string[] {
    const plugin = pluginName(tool);
    if (plugin !== undefined) {
        const folder = join(userPulumiHome(cache, environment), "plugins", `resource-${plugin}-v${pin.version}`);
        // Pulumi marks an installation that has not ended with this file.
        if (existsSync(`${folder}.partial`)) return [];
        return [join(folder, `pulumi-resource-${plugin}`)].filter(isFile);
    }
    const folders = (environment.PATH ?? "").split(delimiter).filter((folder) => folder.startsWith(sep));
    const outside = folders.filter((folder) => !isInside(cache.root, folder));
    if (tool !== "compose")
        return outside
            .map((folder) => join(folder, tool))
            .filter(isFile)
            .slice(0, 1);
    const own = join(environment.HOME || homedir(), ".docker", "cli-plugins");
    return [...outside, own, ...pluginFolders].map((folder) => join(folder, "docker-compose")).filter(isFile);
}

/** The tool at its pinned version, or else the first one that is unfit, or undefined when there is none at all. */
export async function findInstalled(
    tool: ToolName,
    pin: Pin,
    cache: Cache,
    environment = process.env,
): Promise<Found | undefined> {
    let other: Found | undefined;
    for (const path of candidates(tool, pin, cache, environment)) {
        const found = { path, unfit: await whyUnfit(tool, pin, path) };
        if (found.unfit === undefined) return found;
        other ??= found;
    }
    return other;
}

async function whyUnfit(tool: ToolName, pin: Pin, path: string): Promise<string | undefined> {
    // A plugin's folder is named after its version.
    if (pluginName(tool) !== undefined) return undefined;
    const version = await askVersion(tool, path);
    if (version !== pin.version) return `is ${version ?? "of no known version"}`;
    return tool === "pulumi" && !hasLanguageHost(path) ? "has no pulumi-language-nodejs beside it" : undefined;
}

/** What each command line tool is asked for its version. */
const questions: Readonly<Partial<Record<ToolName, string[]>>> = {
    pulumi: ["version"],
    docker: ["--version"],
    compose: ["version", "--short"],
};

async function askVersion(tool: ToolName, path: string): Promise<string | undefined> {
    const question = questions[tool] ?? [];
    try {
        const environment = { PULUMI_SKIP_UPDATE_CHECK: "1" };
        const { stdout } = await execute(path, question, { timeout: 10_000, nodeOptions: { env: environment } });
        return /\d+\.\d+\.\d+[\w.+-]*/.exec(stdout)?.[0];
    } catch {
        return undefined;
    }
}

/** Pulumi looks for its language host beside itself; without one it cannot run a program. */
function hasLanguageHost(path: string): boolean {
    return isFile(join(dirname(realpathSync(path)), "pulumi-language-nodejs"));
}

function isFile(path: string): boolean {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isInside(root: string, path: string): boolean {
    return path === root || path.startsWith(root + sep);
}
