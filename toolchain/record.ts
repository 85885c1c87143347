import { readFileSync, readlinkSync, statSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { type Cache, cacheFolders } from "./cache";
import type { Way } from "./decide-ways";
import type { ToolName } from "./pins";

/** How one tool got onto this machine. */
export interface ToolRecord {
    readonly tool: ToolName;
    readonly title: string;
    readonly version: string;
    readonly way: Way;
    /** Whether it only stands in for the real one: so for a plugin that is built. */
    readonly standIn: boolean;
    /** The program itself. */
    readonly path: string;
    /** Why it was built instead of fetched. */
    readonly reason?: string;
    /** Where an official release came from, its SHA-256 sum, and what that was held against. */
    readonly download?: { readonly url: string; readonly sha256: string; readonly sumFrom: "pins" | "publisher" };
}

/** What the last set-up of the toolchain left: `toolchain.json` in the cache. */
export interface ToolchainRecord {
    /** When it was made, ISO 8601. */
    readonly at: string;
    /** What the decision was made from: pins, Go modules, and what is installed. */
    readonly basis: string;
    readonly tools: readonly ToolRecord[];
    /** Folder of the commands in use, the same one after every set-up. */
    readonly bin: string;
    /** What `bin` is a link to. */
    readonly view: string;
    /** The cache's own Pulumi home, where a stand-in is in use; else the user's own one is used. */
    readonly home?: string;
    /** Files that must still be there, with their sizes in bytes. */
    readonly files: Readonly<Record<string, number>>;
}

/** The record of the last set-up; undefined when there is none or it can't be read. */
export function readToolchain(cache: Cache = cacheFolders()): ToolchainRecord | undefined {
    try {
        return JSON.parse(readFileSync(cache.record, "utf8")) as ToolchainRecord;
    } catch {
        return undefined;
    }
}

/** Whether a record speaks of these tools, was made from the same things, and what it names is still there. */
export function stillFits(record: ToolchainRecord, basis: string, tools: readonly ToolName[]): boolean {
    return (
        record.basis === basis &&
        linkTarget(record.bin) === record.view &&
        tools.every((name) => record.tools.some(({ tool }) => tool === name)) &&
        Object.entries(record.files).every(([path, size]) => sizeOf(path) === size)
    );
}

/** Notes the size of each file, for the next look. */
export function filesToKeep(paths: readonly string[]): Record<string, number> {
    return Object.fromEntries(paths.map((path) => [path, sizeOf(path) ?? 0]));
}

/** Keeps a record. */
export async function writeToolchain(cache: Cache, record: ToolchainRecord): Promise<void> {
    await mkdir(cache.root, { recursive: true });
    const draft = `${cache.record}.${process.pid}`;
    await writeFile(draft, `${JSON.stringify(record, undefined, 4)}\n`);
    await rename(draft, cache.record);
}

function linkTarget(path: string): string | undefined {
    try {
        return readlinkSync(path);
    } catch {
        return undefined;
    }
}

function sizeOf(path: string): number | undefined {
    return statSync(path, { throwIfNoEntry: false })?.size;
}
