import { mkdir, mkdtemp } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { SetupError } from "./setup-error";

/** Where the toolchain lies, outside of every clone. Everything in it can be removed at any time and is made again. */
export interface Cache {
    readonly root: string;
    /** The commands in use: a link to the `bin` of one view. First on PATH. */
    readonly bin: string;
    /** One folder for each downloaded or built tool, named after what determines its content. */
    readonly tools: string;
    /** One folder for each combination of tools: its `bin`, and its Pulumi home where stand-ins are in use. */
    readonly views: string;
    /** What is not finished yet; emptied at the start of every set-up that changes something. */
    readonly unfinished: string;
    /** Who is setting up at the moment. */
    readonly lock: string;
    /** Which way was taken to each tool. */
    readonly record: string;
}

/**
 * The cache's folders: `~/.cache/slipway`, or where `SLIPWAY_CACHE` says.
 *
 * @throws SetupError when `SLIPWAY_CACHE` is a relative path, which would mean another folder for each caller.
 */
export function cacheFolders(environment: NodeJS.ProcessEnv = process.env): Cache {
    const root = environment.SLIPWAY_CACHE || join(environment.HOME || homedir(), ".cache", "slipway");
    if (!isAbsolute(root)) {
        throw new SetupError(`SLIPWAY_CACHE is "${root}": expected an absolute path, for example /var/cache/slipway`);
    }
    return {
        root,
        bin: join(root, "bin"),
        tools: join(root, "tools"),
        views: join(root, "views"),
        unfinished: join(root, "unfinished"),
        lock: join(root, "lock"),
        record: join(root, "toolchain.json"),
    };
}

/** A new, empty folder for work that may be interrupted; what is finished is moved out of it in one step. */
export async function unfinishedFolder(cache: Cache, name: string): Promise<string> {
    await mkdir(cache.unfinished, { recursive: true });
    return await mkdtemp(join(cache.unfinished, `${name}-`));
}
