import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Cache, unfinishedFolder } from "./cache";
import type { WayTo } from "./decide-ways";
import { execute } from "./execute";
import { builtFolder, type GoCompiler, goBuild } from "./go-build";
import { goBinariesOf, goFolder } from "./go-modules";
import { fetchOfficial, type VerifiedFile } from "./official";
import { type Pin, pluginName, type ToolName } from "./pins";
import type { Reach } from "./reach";
import { type Report, step } from "./report";
import { reasonOf, SetupError } from "./setup-error";

/** A tool's files, wherever they lie now. */
export interface Acquired {
    /** The program itself, or for a plugin the file that Pulumi installs it from. */
    readonly path: string;
    /** Programs that must lie beside it. */
    readonly beside: readonly string[];
    readonly download?: Omit<VerifiedFile, "path">;
}

/** Fetches the official release of a tool into the cache, unless it lies there. */
export async function acquireOfficial(
    cache: Cache,
    tool: ToolName,
    pin: Pin,
    from: Extract<Reach, { files: unknown }>,
    report: Report,
): Promise<Acquired> {
    const folder = join(cache.tools, `${tool}-${pin.version}-official`);
    const path = join(folder, mainFile(tool));
    if (!existsSync(path)) {
        await step(report, tool, `fetching ${pin.title} ${pin.version}`, async () => {
            const unfinished = await unfinishedFolder(cache, tool);
            try {
                const file = await fetchFirst(pin, from, { into: unfinished, subject: tool, report });
                await unpack(tool, file.path, unfinished);
                await writeFile(join(unfinished, "download.json"), JSON.stringify(withoutPath(file)));
                await mkdir(cache.tools, { recursive: true });
                await rm(folder, { recursive: true, force: true });
                await rename(unfinished, folder);
                const note = file.sumFrom === "pins" ? "as pinned" : "as its publisher lists it; not pinned";
                report(`${tool}: ${file.url} has sha-256 ${file.sha256}, ${note}`);
            } finally {
                await rm(unfinished, { recursive: true, force: true });
            }
        });
    }
    const download = JSON.parse(await readFile(join(folder, "download.json"), "utf8")) as Acquired["download"];
    return { path, beside: [], ...(download === undefined ? {} : { download }) };
}

/** Builds a tool's programs into the cache, unless they lie there. */
export async function acquireBuilt(
    cache: Cache,
    { tool, reason }: WayTo,
    pin: Pin,
    go: GoCompiler,
    report: Report,
    folder = goFolder,
): Promise<Acquired> {
    const paths: string[] = [];
    for (const entry of goBinariesOf(tool, folder)) {
        const target = builtFolder(cache, entry, go, folder);
        if (!existsSync(join(target, entry.binary))) {
            const what = `building ${describe(entry.binary, pin)} from Go modules (${reason})`;
            await step(report, tool, what, () => goBuild(cache, entry, target, folder));
        }
        paths.push(join(target, entry.binary));
    }
    const [path = "", ...beside] = paths;
    return { path, beside };
}

function describe(binary: string, pin: Pin): string {
    if (binary.startsWith("pulumi-language-")) return `a language host for Pulumi ${pin.version}`;
    if (binary.startsWith("pulumi-resource-")) return `a stand-in for ${pin.title} ${pin.version}`;
    return `${pin.title} ${pin.version}`;
}

/** Tries each address; a wrong sum at one of them ends it. */
async function fetchFirst(
    pin: Pin,
    { files, release }: Extract<Reach, { files: unknown }>,
    options: Parameters<typeof fetchOfficial>[3],
): Promise<VerifiedFile> {
    const reasons = new Set<string>();
    for (const file of files) {
        try {
            return await fetchOfficial(pin, release, file, options);
        } catch (error) {
            if (error instanceof SetupError) throw error;
            reasons.add(reasonOf(error));
        }
    }
    throw new Error([...reasons].join(", "));
}

/** Name of the file in a tool's folder that a view links or Pulumi installs. */
function mainFile(tool: ToolName): string {
    if (tool === "compose") return "docker-compose";
    const plugin = pluginName(tool);
    return plugin === undefined ? tool : `pulumi-resource-${plugin}`;
}

async function unpack(tool: ToolName, archive: string, folder: string): Promise<void> {
    const main = join(folder, mainFile(tool));
    if (/\.(tar\.gz|tgz)$/.test(archive)) {
        const strip = pluginName(tool) === undefined ? ["--strip-components=1"] : [];
        const { exitCode, stderr } = await execute("tar", ["-xzf", archive, "-C", folder, "--no-same-owner", ...strip]);
        if (exitCode !== 0) throw new Error(`tar can't unpack it: ${stderr.trim()}`);
        await rm(archive);
    } else {
        await rename(archive, main);
        await chmod(main, 0o755);
    }
    if (!existsSync(main)) throw new Error(`${mainFile(tool)} is not in it`);
}

function withoutPath({ url, sha256, sumFrom }: VerifiedFile): Omit<VerifiedFile, "path"> {
    return { url, sha256, sumFrom };
}
