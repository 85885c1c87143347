import { basename, join } from "node:path";
import { cacheFolders } from "../toolchain/cache";
import { type Report, step } from "../toolchain/report";
import { withLock } from "../toolchain/setup-lock";
import { buildSubstitute } from "./build";
import { isCurrent } from "./current";
import { type Recipe, readRecipe } from "./recipe";

/**
 * Makes substitutes for these references, all of which have a recipe, and for what they start from: each once, and as
 * many at a time as do not wait for each other.
 *
 * @throws SetupError of the first that failed, once all others have ended.
 */
export async function makeSubstitutes(references: readonly string[], report: Report): Promise<void> {
    const started = new Map<string, Promise<void>>();
    const makeOnce = (reference: string): Promise<void> => {
        const work = started.get(reference) ?? make(reference);
        started.set(reference, work);
        return work;
    };
    const make = async (reference: string): Promise<void> => {
        const recipe = readRecipe(reference);
        if (recipe === undefined) throw new Error(`no recipe for ${reference}`);
        await Promise.all(recipe.bases.map(makeOnce));
        await makeLocked(reference, recipe, report);
    };
    const results = await Promise.allSettled(references.map(makeOnce));
    const failed = results.find((result) => result.status === "rejected");
    if (failed !== undefined) throw failed.reason;
}

async function makeLocked(reference: string, recipe: Recipe, report: Report): Promise<void> {
    const subject = `image ${reference}`;
    const lock = join(cacheFolders().root, "images", "locks", basename(recipe.folder));
    const onWait = (pid: number) => report(`${subject}: waiting for process ${pid}, which is making it`);
    await withLock(lock, { onWait }, async () => {
        // Whoever held the lock before may have made it.
        if (await isCurrent(reference)) return;
        await step(report, subject, "making it from packages", () => buildSubstitute(reference, recipe, report));
    });
}
