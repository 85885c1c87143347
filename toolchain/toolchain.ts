import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { type Acquired, acquireBuilt, acquireOfficial } from "./acquire";
import { type Cache, cacheFolders } from "./cache";
import { decideWays, type Facts, type WayTo } from "./decide-ways";
import { findGo, type GoCompiler } from "./go-build";
import { allSourcesKey, goFolder, goVersionNeeded } from "./go-modules";
import { candidates, type Found, findInstalled, userPulumiHome } from "./installed";
import { type Pins, pins as pinned, pluginName, type ToolName } from "./pins";
import { thisPlatform } from "./platform";
import { type Reach, reach } from "./reach";
import { filesToKeep, readToolchain, stillFits, type ToolchainRecord, type ToolRecord, writeToolchain } from "./record";
import type { Report } from "./report";
import { reasonOf, SetupError } from "./setup-error";
import { withLock } from "./setup-lock";
import { assembleView, type Member } from "./view";

/** What a toolchain is set up from; the defaults are those of this copy of Slipway. */
export interface ToolchainOptions {
    readonly tools: readonly ToolName[];
    readonly report: Report;
    /** Decide anew even when the last set-up still fits: to go from stand-ins to real plugins on an opened network. */
    readonly again?: boolean;
    readonly cache?: Cache;
    readonly pins?: Pins;
    readonly goFolder?: string;
    /** Where installed tools, Go and the user's Pulumi home are looked for; this process's environment by default. */
    readonly environment?: NodeJS.ProcessEnv;
}

/** Everything that is known about the wanted tools, while they are set up. */
interface Knowledge {
    readonly found: ReadonlyMap<ToolName, Found>;
    readonly reached: ReadonlyMap<ToolName, Reach>;
    readonly go: GoCompiler | undefined;
    readonly facts: Facts;
}

/** Options with every default put in. */
type Settled = Required<ToolchainOptions>;

/**
 * Makes sure that the pinned tools are on this machine, by the best of three ways to each (see `decideWays`). Does
 * nothing, quickly, when the last set-up still fits. Safe when several processes do it at once.
 *
 * @throws SetupError when a tool can't be had, or a download is not what it should be.
 */
export async function setupToolchain(options: ToolchainOptions): Promise<ToolchainRecord> {
    const environment = options.environment ?? process.env;
    const defaults = { again: false, cache: cacheFolders(environment), pins: pinned, goFolder, environment };
    const settled: Settled = { ...defaults, ...options };
    const { cache, report, tools } = settled;
    const fitting = () => {
        const record = readToolchain(cache);
        return record !== undefined && stillFits(record, basisOf(settled), tools) ? record : undefined;
    };
    const record = settled.again ? undefined : fitting();
    if (record !== undefined) return record;

    let waited = false;
    const onWait = (pid: number) => {
        waited = true;
        report(`toolchain: waiting for the set-up that runs in process ${pid}`);
    };
    return await withLock(cache.lock, { onWait }, async () => {
        const byOther = settled.again && !waited ? undefined : fitting();
        return byOther ?? (await provide(settled));
    });
}

async function provide(options: Settled): Promise<ToolchainRecord> {
    const { cache, pins } = options;
    await rm(cache.unfinished, { recursive: true, force: true });
    const members = await acquireAll(options, await observe(options));
    const view = await assembleView(cache, pins, members, userPulumiHome(cache, options.environment));
    const record: ToolchainRecord = {
        at: new Date().toISOString(),
        basis: basisOf(options),
        tools: members.map((member) => toolRecord(member, pins)),
        bin: cache.bin,
        view: view.bin,
        ...(view.home === undefined ? {} : { home: view.home }),
        files: filesToKeep(view.files),
    };
    await writeToolchain(cache, record);
    return record;
}

async function observe({ tools, pins, cache, report, goFolder, environment }: Settled): Promise<Knowledge> {
    const found = new Map<ToolName, Found>();
    const reached = new Map<ToolName, Reach>();
    const look = async (tool: ToolName) => {
        const installed = await findInstalled(tool, pins[tool], cache, environment);
        if (installed !== undefined && installed.unfit === undefined) {
            found.set(tool, installed);
            return;
        }
        const other = installed === undefined ? "" : ` (${installed.path} ${installed.unfit})`;
        report(`${tool}: ${pins[tool].title} ${pins[tool].version} is not installed${other}`);
        reached.set(tool, await reach(pins[tool], thisPlatform));
    };
    const [go] = await Promise.all([findGo(environment), ...tools.map(look)]);
    const reasons = [...reached].flatMap(([tool, answer]) => ("reason" in answer ? [[tool, answer.reason]] : []));
    const facts: Facts = {
        installed: new Set(found.keys()),
        unreachable: Object.fromEntries(reasons) as Facts["unreachable"],
        go: go?.version,
        goNeeded: goVersionNeeded(goFolder),
        onlyReal: isOnlyReal(environment),
    };
    return { found, reached, go, facts };
}

/** Gets each tool by the way decided for it; where an official release fails after all, decides once more. */
async function acquireAll(options: Settled, knowledge: Knowledge): Promise<Member[]> {
    const { ways, problems } = decideWays(options.tools, knowledge.facts);
    if (problems.length > 0) {
        throw new SetupError(
            ["the toolchain can't be set up:", ...problems.map((problem) => `    ${problem}`)].join("\n"),
        );
    }
    const members: Member[] = [];
    for (const way of ways) {
        try {
            members.push({ ...way, files: await acquire(options, knowledge, way) });
        } catch (error) {
            if (way.way !== "official" || error instanceof SetupError) throw error;
            const reason = `the official download failed: ${reasonOf(error)}`;
            options.report(`${way.tool}: ${reason}`);
            const unreachable = { ...knowledge.facts.unreachable, [way.tool]: reason };
            return await acquireAll(options, { ...knowledge, facts: { ...knowledge.facts, unreachable } });
        }
    }
    return members;
}

async function acquire(options: Settled, { found, reached, go }: Knowledge, way: WayTo): Promise<Acquired> {
    const { cache, pins, report, goFolder } = options;
    const installed = found.get(way.tool);
    if (installed !== undefined) return { path: installed.path, beside: [] };

    const from = reached.get(way.tool);
    if (way.way === "official" && from !== undefined && "files" in from) {
        return await acquireOfficial(cache, way.tool, pins[way.tool], from, report);
    }
    if (go === undefined) throw new Error(`${way.tool} is to be built, and there is no Go`);
    return await acquireBuilt(cache, way, pins[way.tool], go, report, goFolder);
}

function toolRecord({ tool, way, reason, files }: Member, pins: Pins): ToolRecord {
    return {
        tool,
        title: pins[tool].title,
        version: pins[tool].version,
        way,
        standIn: way === "built" && pluginName(tool) !== undefined,
        path: files.path,
        ...(reason === undefined ? {} : { reason }),
        ...(files.download === undefined ? {} : { download: files.download }),
    };
}

/** Changes when a decision might come out differently: other pins, other modules, or something else installed. */
function basisOf({ pins, cache, goFolder, environment }: Settled): string {
    const installed = (Object.keys(pins) as ToolName[]).flatMap((tool) =>
        candidates(tool, pins[tool], cache, environment).map((path) => {
            const { size, mtimeMs } = statSync(path);
            return [path, size, mtimeMs];
        }),
    );
    const parts = [pins, thisPlatform, allSourcesKey(goFolder), installed, isOnlyReal(environment)];
    return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}

/** Whether the user wants the real plugins or none: tests that have run with stand-ins have then not run. */
function isOnlyReal({ SLIPWAY_PLUGINS }: NodeJS.ProcessEnv): boolean {
    return SLIPWAY_PLUGINS === "real";
}
