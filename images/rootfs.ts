import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolders } from "../toolchain/cache";
import { type Report, step } from "../toolchain/report";
import { SetupError } from "../toolchain/setup-error";
import { hostAuthorities } from "./authorities";
import type { Recipe } from "./recipe";
import { run } from "./run";

/**
 * The tar file with Debian's root file system for this recipe; made, with the script beside the recipe, where the
 * cache has none. Hold the recipe's lock.
 */
export async function provideRootfs(recipe: Recipe, report: Report): Promise<string> {
    const folder = join(cacheFolders().root, "images");
    const file = join(folder, `debian-${recipe.key}.tar`);
    if (existsSync(file)) return file;
    await provideMmdebstrap(report);
    const work = join(folder, `unfinished-${recipe.key}`);
    const authorities = join(work, "authorities");
    await rm(work, { recursive: true, force: true });
    await mkdir(authorities, { recursive: true });
    for (const [index, certificate] of hostAuthorities().entries()) {
        await writeFile(join(authorities, `host-${index + 1}.crt`), certificate);
    }
    const draft = join(work, "rootfs.tar");
    const script = ["sh", join(recipe.folder, "rootfs.sh"), draft, authorities];
    try {
        await run(script, { purpose: "unpack Debian from its packages", folder: work });
        await removeOlder(folder);
        await rename(draft, file);
    } finally {
        await rm(work, { recursive: true });
    }
    return file;
}

/** One such file is enough: an older recipe's can be made again. */
async function removeOlder(folder: string): Promise<void> {
    const older = (await readdir(folder)).filter((name) => /^debian-.*\.tar$/.test(name));
    await Promise.all(older.map((name) => rm(join(folder, name), { force: true })));
}

async function provideMmdebstrap(report: Report): Promise<void> {
    const search = { purpose: "look for mmdebstrap" };
    if ((await run(["sh", "-c", "command -v mmdebstrap || true"], search)) !== "") return;
    const apt = await run(["sh", "-c", "command -v apt-get || true"], search);
    if (apt === "" || process.getuid?.() !== 0) {
        throw new SetupError(
            "cannot unpack Debian from its packages: mmdebstrap is missing. Install it, on Debian or Ubuntu with: " +
                "sudo apt-get install mmdebstrap",
        );
    }
    await step(report, "mmdebstrap", "installing it from Debian's packages, to make Debian's base image", async () => {
        const environment = { DEBIAN_FRONTEND: "noninteractive" };
        const install = "apt-get install --yes --no-install-recommends mmdebstrap";
        await run(["sh", "-c", `${install} || { apt-get update && ${install}; }`], {
            purpose: "install mmdebstrap",
            environment,
        });
    });
}
