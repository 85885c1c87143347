import type { Report } from "../toolchain/report";
import { SetupError } from "../toolchain/setup-error";
import { isCurrent } from "./current";
import { pullImages } from "./pull";
import { readRecipe } from "./recipe";
import { makeSubstitutes } from "./substitute";
import { substitutable } from "./substitutes";

/**
 * Makes sure that the engine, as `docker` on PATH reaches it, has these images: pulls what is missing, and where that
 * cannot be had makes a substitute from packages under the same reference. `report` gets lines of progress, none when
 * all are there. Two calls at once, in one process or several, do the work once.
 *
 * @throws SetupError when the engine does not answer, or an image can neither be pulled nor made.
 */
export async function provideImages(references: readonly string[], report: Report): Promise<void> {
    const missing = await absent([...new Set(references)]);
    if (missing.length === 0) return;
    const obstacles = await pullImages(missing, report);
    if (obstacles.size === 0) return;
    refuseUnknown(obstacles);
    const reasons = [...new Set(obstacles.values())].join("; ");
    report(`images: making ${[...obstacles.keys()].join(", ")} from Debian's packages, as ${reasons}`);
    await makeSubstitutes([...obstacles.keys()], report);
}

async function absent(references: readonly string[]): Promise<readonly string[]> {
    const current = await Promise.all(references.map(isCurrent));
    return references.filter((_, index) => !current[index]);
}

/** Before the minutes of work for the others. */
function refuseUnknown(obstacles: ReadonlyMap<string, string>): void {
    const problems = [...obstacles]
        .filter(([reference]) => readRecipe(reference) === undefined)
        .map(([reference, reason]) => `cannot get the image ${reference}: ${reason}`);
    if (problems.length === 0) return;
    const mend =
        "Load what is missing into the engine (docker load), or use an image that can be made from Debian's packages: " +
        substitutable.join(", ");
    throw new SetupError([...problems, mend].join("\n"));
}
