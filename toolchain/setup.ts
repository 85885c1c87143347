import { provideImages } from "../images/provide";
import { cacheFolders } from "./cache";
import { planEngine, setupEngine } from "./docker-engine";
import { firstOnPath } from "./environment";
import { findCommand } from "./find-command";
import type { ToolName } from "./pins";
import type { ToolchainRecord } from "./record";
import { type Report, streamReport } from "./report";
import { setupToolchain } from "./toolchain";

/** What a machine is made ready for: to deploy here, to deploy to servers as well, or to run the tests too. */
export type SetupPurpose = "start" | "servers" | "test";

/** What to set up. */
export interface SetupOptions {
    readonly for: SetupPurpose;
    /** Images that the engine must have; none by default. */
    readonly images?: readonly string[];
    /** Takes the lines of progress; standard output by default. */
    readonly report?: Report;
    /** Decide the ways to the tools anew, even when the last set-up still fits. */
    readonly again?: boolean;
}

const here: readonly ToolName[] = ["pulumi", "docker", "command", "docker-plugin"];
const clouds: readonly ToolName[] = ["digitalocean", "cloudflare"];

const tools: Readonly<Record<SetupPurpose, readonly ToolName[]>> = {
    start: here,
    servers: [...here, ...clouds],
    test: [...here, ...clouds, "compose"],
};

/**
 * Makes this machine ready: the pinned toolchain, a Docker Engine that answers, and images. Does only what is missing
 * and says what, why and how long it took; from then on the pinned tools are first on this process's PATH.
 *
 * @throws SetupError when something can't be had; the message says what to do.
 */
export async function setup(options: SetupOptions): Promise<ToolchainRecord> {
    const cache = cacheFolders();
    const report = options.report ?? streamReport(process.stdout);
    process.env.PATH = firstOnPath(cache.bin, process.env.PATH ?? "");

    const plan = await planEngine();
    const engine = setupEngine(plan, cache, report);
    const toolchain = setupToolchainFor(options.for, report, options.again);
    const images = engine.then(async () => {
        // Any Docker CLI does for images; where there is none at all, the pinned one is waited for.
        if (findCommand("docker") === undefined) await toolchain;
        await provideImages(options.images ?? [], report);
    });
    // Whatever fails first is told when the others have come to their end: a build that runs is not lost.
    await Promise.allSettled([toolchain, images]);
    await images;
    return await toolchain;
}

/** Sets up the toolchain alone. */
export async function setupToolchainFor(
    purpose: SetupPurpose,
    report: Report,
    again = false,
): Promise<ToolchainRecord> {
    return await setupToolchain({ tools: tools[purpose], report, again });
}
