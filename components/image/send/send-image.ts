import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { setTimeout } from "node:timers/promises";
import { createGzip } from "node:zlib";
import { CommandError, type Docker, ended } from "./docker";
import { diskFull, loadFailure } from "./failure";
import { partFiles, partLabel } from "./part-files.plan";
import { type Part, planParts } from "./parts.plan";
import type { Progress } from "./progress";
import type { SavedImage } from "./saved-image";

/** What {@link sendImage} needs to know. */
export interface Sending {
    readonly reference: string;
    readonly image: SavedImage;
    /** An empty folder. */
    readonly scratch: string;
    /** The engine that gets it. */
    readonly to: Docker;
    /** Of the server that has the engine; undefined for this machine's own. */
    readonly address: string | undefined;
    readonly progress: Progress;
    /** Opens the connection to the server, unless it is open. */
    readonly connect: () => Promise<unknown>;
    readonly signal: AbortSignal;
}

/** How often a connection that is lost is opened again. */
const reconnects = 3;

/** Milliseconds before a server that does not answer is asked again. */
const pause = 5_000;

/**
 * Sends an image to an engine: the layers that it has not, in parts that it keeps.
 *
 * @throws Error with why it did not come about, and what to do
 */
export async function sendImage(sending: Sending): Promise<void> {
    const { to, reference, image } = sending;
    for (let lost = 0; ; lost += 1) {
        try {
            await ((await takesParts(to)) ? sendParts(sending) : sendWhole(sending));
            break;
        } catch (error) {
            if (!(error instanceof CommandError)) throw error;
            const failure = loadFailure(error.message);
            if (failure === "disk full") throw new Error(`${diskFull(sending.address)} (${error.message})`);
            if (failure === "refused") throw error;
            if (lost === reconnects) throw new Error(`the connection is lost time and again: ${error.message}`);
            sending.progress.say(`the connection is lost (${error.message}): it is opened again`);
            await sending.connect().catch(async (unreached: unknown) => {
                if (lost + 1 === reconnects) throw unreached;
                await setTimeout(pause, undefined, { signal: sending.signal });
            });
        }
    }
    if ((await layersOf(to, reference)).join() !== image.layers.map(({ diffId }) => diffId).join()) {
        throw new Error("the engine has made something else of it");
    }
    await clearParts(to, reference);
}

/** Layers of the engine's images, as another image may begin with them. */
async function layersOn(engine: Docker): Promise<readonly (readonly string[])[]> {
    const ids = new Set((await engine.ask("image", "ls", "--all", "--quiet", "--no-trunc")).split("\n"));
    return ids.has("") ? [] : linesOf(await inspected(engine, [...ids]));
}

async function layersOf(engine: Docker, reference: string): Promise<readonly string[]> {
    return linesOf(await inspected(engine, [reference]))[0] ?? [];
}

/** One that goes in this moment is none to count on; the others are told nevertheless. */
async function inspected(engine: Docker, images: readonly string[]): Promise<string> {
    try {
        return await engine.ask("image", "inspect", "--format", "{{json .RootFS.Layers}}", ...images);
    } catch (error) {
        if (error instanceof CommandError && /no such image/i.test(error.message)) return error.output;
        throw error;
    }
}

function linesOf(json: string): readonly (readonly string[])[] {
    const lines = json.split("\n").filter((line) => line.trim() !== "");
    return lines.map((line) => (JSON.parse(line) as readonly string[] | null) ?? []);
}

/** One that keeps images in containerd may take an archive without some of its layers, and have half an image then. */
async function takesParts(engine: Docker): Promise<boolean> {
    return !(await engine.ask("info", "--format", "{{json .DriverStatus}}")).includes("io.containerd.snapshotter");
}

async function sendParts(sending: Sending): Promise<void> {
    const parts = planParts(sending.image.layers, await layersOn(sending.to));
    sending.progress.begin(parts.reduce((sum, { bytes }) => sum + bytes, 0));
    for (const [index, part] of parts.entries()) {
        try {
            await load(sending, [...filesOf(sending, part, index), ...layerFiles(sending.image, part)]);
        } catch (error) {
            if (!(error instanceof CommandError) || loadFailure(error.message) !== "refused") throw error;
            sending.progress.say(`the engine does not take it in parts (${error.message}): it gets the whole`);
            return await sendWhole(sending);
        }
    }
}

async function sendWhole(sending: Sending): Promise<void> {
    const { layers, folder } = sending.image;
    sending.progress.begin(layers.reduce((sum, { bytes }) => sum + bytes, 0));
    await load(sending, ["-C", folder, "."]);
}

/** Words of tar for what a part has beside layers. */
function filesOf({ image, reference, scratch }: Sending, part: Part, index: number): readonly string[] {
    const folder = join(scratch, String(index));
    mkdirSync(folder, { recursive: true });
    const files = partFiles(image, part, { reference, created: new Date().toISOString() });
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return ["-C", folder, ...Object.keys(files)];
}

/** Words of tar for a part's layers; one that is in it twice is sent once. */
function layerFiles({ folder, layers }: SavedImage, { from, to }: Part): readonly string[] {
    const paths = new Set(layers.slice(from, to).map(({ path }) => path));
    return paths.size === 0 ? [] : ["-C", folder, ...paths];
}

/** Hands an engine an archive of files, packed for the way. */
async function load({ to, progress, signal }: Sending, files: readonly string[]): Promise<void> {
    // A Mac's tar would add files of its own.
    const env = { ...process.env, COPYFILE_DISABLE: "1" };
    const archive = spawn("tar", ["--create", "--file", "-", ...files], {
        env,
        signal,
        stdio: ["ignore", "pipe", "pipe"],
    });
    const loading = to.start("image", "load", "--quiet");
    const packed = pipeline(archive.stdout, progress.count(), createGzip({ level: 1 }), loading.stdin);
    loading.stdout.resume();
    const [loaded] = await Promise.allSettled([ended(loading), ended(archive), packed]);
    // An engine that takes no more ends the others too: why, it alone knows.
    if (loaded.status === "rejected") throw loaded.reason;
}

/** What led to the image goes; of others, what nobody has gone on with for a day. */
async function clearParts(engine: Docker, reference: string): Promise<void> {
    const ids = await engine.ask("image", "ls", "--quiet", "--no-trunc", "--filter", `label=${partLabel}=${reference}`);
    const parts = new Set(ids.split("\n").filter((id) => id !== ""));
    const named = await engine.ask("image", "inspect", "--format", "{{.Id}}", reference);
    // The image itself has no such label; what says so of itself is left alone.
    parts.delete(named);
    if (parts.size > 0) await engine.ask("image", "rm", ...parts);
    await engine.ask("image", "prune", "--force", "--filter", `label=${partLabel}`, "--filter", "until=24h");
}
