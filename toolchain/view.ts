import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, link, mkdir, rename, rm, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Acquired } from "./acquire";
import { type Cache, unfinishedFolder } from "./cache";
import type { WayTo } from "./decide-ways";
import { type Pins, pluginName } from "./pins";
import { installPlugin } from "./plugin-install";

/** One tool of a view: the way that was taken to it, and its files. */
export interface Member extends WayTo {
    readonly files: Acquired;
}

/** A folder of commands that belong together, and where their plugins are. */
export interface View {
    readonly bin: string;
    /** Its own Pulumi home; undefined where every plugin is a real one, which then lie in the user's. */
    readonly home: string | undefined;
    /** Files that the view can't do without. */
    readonly files: readonly string[];
}

/** Pulumi starts dynamic providers with this program, which lies beside it in an official release. */
const dynamicLauncher = join(__dirname, "..", "node_modules", "@pulumi", "pulumi", "pulumi-resource-pulumi-nodejs");

/**
 * Puts tools together: a folder with the commands, and where stand-ins are in use a Pulumi home with exactly the
 * plugins of the view, so that no stand-in ever lies in the user's own home.
 */
export async function assembleView(
    cache: Cache,
    pins: Pins,
    members: readonly Member[],
    userHome: string,
): Promise<View> {
    const folder = join(cache.views, keyOf(members));
    const bin = join(folder, "bin");
    const ownHome = members.some(({ tool, way }) => way === "built" && pluginName(tool) !== undefined);
    const home = ownHome ? join(folder, "home") : undefined;
    const commands = members.filter(({ tool }) => pluginName(tool) === undefined);
    const files = [
        ...commands.map(({ files }) => join(bin, basename(files.path))),
        ...members.flatMap(({ tool }) => pluginFile(pins, tool, home ?? userHome)),
    ];

    if (!files.every((path) => existsSync(path))) {
        await rm(folder, { recursive: true, force: true });
        const unfinished = await unfinishedFolder(cache, "view");
        await mkdir(join(unfinished, "bin"));
        for (const member of commands) await addCommands(join(unfinished, "bin"), member);
        const pulumi = join(unfinished, "bin", "pulumi");
        await installPlugins(pulumi, pins, members, ownHome ? join(unfinished, "home") : userHome);
        await mkdir(cache.views, { recursive: true });
        await rename(unfinished, folder);
    }
    await pointAt(cache, bin);
    return { bin, home, files };
}

function keyOf(members: readonly Member[]): string {
    const parts = members.map(({ tool, way, files }) => [tool, way, files.path, files.beside]);
    return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}

async function addCommands(bin: string, { tool, way, files }: Member): Promise<void> {
    if (way !== "built") return await symlink(files.path, join(bin, basename(files.path)));

    // Pulumi follows links to itself before it looks for what lies beside it: so no symbolic ones here.
    for (const path of [files.path, ...files.beside]) await place(path, join(bin, basename(path)));
    if (tool === "pulumi") await copyFile(dynamicLauncher, join(bin, basename(dynamicLauncher)));
}

async function place(from: string, to: string): Promise<void> {
    try {
        await link(from, to);
    } catch {
        await copyFile(from, to);
    }
}

async function installPlugins(pulumi: string, pins: Pins, members: readonly Member[], home: string): Promise<void> {
    for (const { tool, files } of members) {
        const [target] = pluginFile(pins, tool, home);
        if (target === undefined || existsSync(target)) continue;
        await installPlugin(pulumi, home, { name: pluginName(tool) ?? "", version: pins[tool].version }, files.path);
    }
}

function pluginFile(pins: Pins, tool: Member["tool"], home: string): string[] {
    const name = pluginName(tool);
    if (name === undefined) return [];
    return [join(home, "plugins", `resource-${name}-v${pins[tool].version}`, `pulumi-resource-${name}`)];
}

/** Makes the cache's `bin` mean this view, at once and for everybody. */
async function pointAt(cache: Cache, bin: string): Promise<void> {
    const draft = `${cache.bin}.${process.pid}`;
    await rm(draft, { force: true });
    await symlink(bin, draft);
    await rename(draft, cache.bin);
}
