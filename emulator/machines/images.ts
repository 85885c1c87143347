import { basename, join } from "node:path";
import { buildSubstitute } from "../../images/build";
import { inspectImage } from "../../images/engine";
import { provideImages } from "../../images/provide";
import { readRecipeIn } from "../../images/recipe";
import { cacheFolders } from "../../toolchain/cache";
import { type Report, step } from "../../toolchain/report";
import { withLock } from "../../toolchain/setup-lock";

/** References of the images that an emulated cloud runs. */
export interface MachineImages {
    /** For droplets of every distribution, and for the container that keeps the volumes. */
    readonly droplet: string;
    readonly loadBalancer: string;
}

/**
 * Makes sure that the engine, as `docker` on PATH reaches it, has the images, each made from Debian's packages with its
 * recipe as it is now. Two calls at once, in one process or several, do the work once.
 *
 * @throws SetupError when the engine does not answer, or an image cannot be made
 */
export async function provideMachineImages(report: Report): Promise<MachineImages> {
    const [droplet, loadBalancer] = await Promise.all([provide("droplet", report), provide("load-balancer", report)]);
    return { droplet, loadBalancer };
}

async function provide(name: string, report: Report): Promise<string> {
    const recipe = readRecipeIn(join(__dirname, "images", name));
    // The key is part of the name: several versions of this repository share an engine.
    const reference = `slipway/${name}:${recipe.key}`;
    if (await isThere(reference)) return reference;
    await provideImages(recipe.bases, report);
    const subject = `image ${reference}`;
    const lock = join(cacheFolders().root, "images", "locks", basename(recipe.folder));
    const onWait = (pid: number) => report(`${subject}: waiting for process ${pid}, which is making it`);
    await withLock(lock, { onWait }, async () => {
        if (await isThere(reference)) return;
        await step(report, subject, "making it from packages", () => buildSubstitute(reference, recipe, report));
    });
    return reference;
}

async function isThere(reference: string): Promise<boolean> {
    return (await inspectImage(reference)).state !== "absent";
}
