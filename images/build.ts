import { existsSync } from "node:fs";
import { cp, link, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "../toolchain/report";
import { recipeLabel, substituteLabel } from "./labels";
import type { Recipe } from "./recipe";
import { provideRootfs } from "./rootfs";
import { run } from "./run";

/** Builds a substitute and gives it the reference. Those it starts from must be there. Hold the recipe's lock. */
export async function buildSubstitute(reference: string, recipe: Recipe, report: Report): Promise<void> {
    const context = await mkdtemp(join(tmpdir(), "slipway-image-"));
    try {
        await cp(recipe.folder, context, { recursive: true });
        await prepare(context, recipe, report);
        // The classic builder is in every engine; BuildKit is a plugin that may be missing.
        await run(buildCommand(reference, recipe.key, context), {
            purpose: `build ${reference} from packages`,
            environment: { DOCKER_BUILDKIT: "0" },
        });
    } finally {
        await rm(context, { recursive: true, force: true });
    }
}

/** Adds to the build context what the Dockerfile copies and no package manager inside the build could bring. */
async function prepare(context: string, recipe: Recipe, report: Report): Promise<void> {
    if (existsSync(join(context, "rootfs.sh"))) {
        const rootfs = await provideRootfs(recipe, report);
        await link(rootfs, join(context, "rootfs.tar")).catch(() => cp(rootfs, join(context, "rootfs.tar")));
    }
    if (existsSync(join(context, "package-lock.json"))) {
        const install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"];
        await run(install, { purpose: "fetch the packages that carry Node", folder: context });
    }
}

function buildCommand(reference: string, key: string, context: string): readonly string[] {
    const labels = ["--label", `${substituteLabel}=debian`, "--label", `${recipeLabel}=${key}`];
    return ["docker", "build", "--force-rm", "--tag", reference, ...labels, context];
}
