import { join } from "node:path";
import { cacheFolders } from "../toolchain/cache";
import { type Report, step } from "../toolchain/report";
import { SetupError } from "../toolchain/setup-error";
import { withLock } from "../toolchain/setup-lock";
import { buildSubstitute } from "./build";
import { inspectImage, pullImage } from "./engine";
import { hubObstacle, isOnHub } from "./hub";
import { type Recipe, readRecipe } from "./recipe";
import { substitutable } from "./substitutes";

/** What the images of one call share: each is provided once, and Docker Hub is looked at once. */
interface Provision {
    readonly report: Report;
    readonly started: Map<string, Promise<void>>;
    hub?: Promise<string | undefined>;
}

/**
 * Makes sure that the engine, as `docker` on PATH reaches it, has these images: pulls what is missing, and where that
 * cannot be had builds a substitute from Debian's packages under the same reference. `report` gets lines of progress;
 * none when all are there. Two calls at once, in one process or several, do the work once.
 *
 * @throws SetupError when an image can neither be pulled nor made; what had been begun for others is finished first.
 */
export async function provideImages(references: readonly string[], report: Report): Promise<void> {
    const provision: Provision = { report, started: new Map() };
    const results = await Promise.allSettled(references.map((reference) => provideOnce(reference, provision)));
    const reasons = results.filter((result) => result.status === "rejected").map(({ reason }): unknown => reason);
    const messages = new Set(reasons.map((reason) => (reason instanceof SetupError ? reason.message : undefined)));
    if (messages.has(undefined)) throw reasons.find((reason) => !(reason instanceof SetupError));
    if (messages.size > 0) throw new SetupError([...messages].join("\n"));
}

function provideOnce(reference: string, provision: Provision): Promise<void> {
    const started = provision.started.get(reference) ?? provide(reference, provision);
    provision.started.set(reference, started);
    return started;
}

async function provide(reference: string, provision: Provision): Promise<void> {
    const recipe = readRecipe(reference);
    if (await isCurrent(reference, recipe)) return;
    const obstacle = await pullObstacle(reference, provision);
    if (obstacle === undefined) return;
    if (recipe === undefined) {
        throw new SetupError(
            `cannot get the image ${reference}: ${obstacle}. Load it into the engine (docker load), or use one that ` +
                `Slipway can make from Debian's packages: ${substitutable.join(", ")}`,
        );
    }
    await Promise.all(recipe.bases.map((base) => provideOnce(base, provision)));
    await withLock(lockFolder(recipe), waiting(reference, provision), async () => {
        // Whoever held the lock before may have built it.
        if (await isCurrent(reference, recipe)) return;
        await step(provision.report, `image ${reference}`, `making it from packages, as ${obstacle}`, () =>
            buildSubstitute(reference, recipe, provision.report),
        );
    });
}

/** Official images are taken as they are; a substitute counts while its recipe is the same. */
async function isCurrent(reference: string, recipe: Recipe | undefined): Promise<boolean> {
    const presence = await inspectImage(reference);
    return presence.state === "official" || (presence.state === "substitute" && presence.key === recipe?.key);
}

/** Pulls the image, or says why it can't be had. */
async function pullObstacle(reference: string, provision: Provision): Promise<string | undefined> {
    if (isOnHub(reference)) {
        provision.hub ??= hubObstacle();
        const obstacle = await provision.hub;
        if (obstacle !== undefined) return `Docker Hub cannot be reached: ${obstacle}`;
    }
    provision.report(`image ${reference}: pulling it …`);
    const obstacle = await pullImage(reference);
    if (obstacle === undefined) provision.report(`image ${reference}: pulled`);
    return obstacle;
}

function lockFolder(recipe: Recipe): string {
    return join(cacheFolders().root, "images", "locks", recipe.key);
}

function waiting(reference: string, { report }: Provision) {
    return { onWait: (pid: number) => report(`image ${reference}: waiting for process ${pid}, which is making it`) };
}
