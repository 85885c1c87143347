import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ToolName } from "./pins";

/** The folder of the Go modules that the toolchain can be built from. */
export const goFolder = join(__dirname, "go");

/** One program that can be built: an entry of `go/binaries.json`. */
export interface GoBinary {
    /** File name of the program. */
    readonly binary: string;
    /** Folder of its module, below `toolchain/go`. */
    readonly module: string;
    /** Import path, or path in the module, of its main package. */
    readonly package: string;
    readonly ldflags: string;
}

const programs: Readonly<Record<ToolName, readonly string[]>> = {
    pulumi: ["pulumi", "pulumi-language-nodejs"],
    docker: ["docker"],
    compose: ["docker-compose"],
    command: ["pulumi-resource-command"],
    "docker-plugin": ["pulumi-resource-docker"],
    digitalocean: ["pulumi-resource-digitalocean"],
    cloudflare: ["pulumi-resource-cloudflare"],
};

/** The programs that make up a tool when it is built: its own first. */
export function goBinariesOf(tool: ToolName, folder = goFolder): GoBinary[] {
    return programs[tool].map((name) => goBinary(name, folder));
}

/** The program of that file name: one that is no part of a tool is built when it is asked for. */
export function goBinary(name: string, folder = goFolder): GoBinary {
    const all = JSON.parse(readFileSync(join(folder, "binaries.json"), "utf8")) as GoBinary[];
    const entry = all.find(({ binary }) => binary === name);
    if (entry === undefined) throw new Error(`toolchain/go/binaries.json has no entry for ${name}`);
    return entry;
}

/** The newest version of Go that one of the modules asks for, e.g. `1.26`. */
export function goVersionNeeded(folder = goFolder): string {
    const asked = moduleFolders(folder).map((module) => {
        const text = readFileSync(join(folder, module, "go.mod"), "utf8");
        return /^go (\d+)\.(\d+)/m.exec(text)?.slice(1).map(Number) ?? [1, 0];
    });
    const [major, minor] = asked.sort(([a = 0, b = 0], [c = 0, d = 0]) => c - a || d - b)[0] ?? [1, 0];
    return `${major}.${minor}`;
}

/** Short name for what determines a program: its module's files, the modules beside it that it uses, and its flags. */
export function sourceKey(entry: GoBinary, compiler: string, folder = goFolder): string {
    const hash = createHash("sha256").update(JSON.stringify([entry, compiler]));
    for (const path of sourceFiles(join(folder, entry.module))) {
        hash.update(`\0${path.slice(folder.length)}\0`).update(readFileSync(path));
    }
    return hash.digest("hex").slice(0, 16);
}

/** Short name for the whole folder's content. */
export function allSourcesKey(folder = goFolder): string {
    const hash = createHash("sha256").update(readFileSync(join(folder, "binaries.json")));
    for (const module of moduleFolders(folder)) {
        for (const path of sourceFiles(join(folder, module))) {
            hash.update(`\0${path.slice(folder.length)}\0`).update(readFileSync(path));
        }
    }
    return hash.digest("hex").slice(0, 16);
}

function moduleFolders(folder: string): string[] {
    const names = readdirSync(folder).sort();
    return names.filter((name) => existsSync(join(folder, name, "go.mod")));
}

/** A module's files and those of modules that it takes from a folder beside it; tests don't end up in a program. */
function sourceFiles(module: string, seen = new Set<string>()): string[] {
    if (seen.has(module)) return [];
    seen.add(module);
    const entries = readdirSync(module, { withFileTypes: true, recursive: true });
    const files = entries
        .filter((entry) => entry.isFile() && !/(_test\.go|\.md)$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((path) => !path.includes("/testdata/"))
        .sort();
    const text = readFileSync(join(module, "go.mod"), "utf8");
    const beside = [...text.matchAll(/=>\s*(\.{1,2}\/\S+)/g)].map(([, path]) => resolve(module, path ?? "."));
    return [...files, ...beside.flatMap((other) => sourceFiles(other, seen))];
}
