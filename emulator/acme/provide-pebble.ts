import { existsSync } from "node:fs";
import { join } from "node:path";
import { cacheFolders } from "../../toolchain/cache";
import { findCommand } from "../../toolchain/find-command";
import { builtFolder, findGo, goBuild } from "../../toolchain/go-build";
import { goBinary } from "../../toolchain/go-modules";
import { type Report, step } from "../../toolchain/report";
import { SetupError } from "../../toolchain/setup-error";
import { withLock } from "../../toolchain/setup-lock";

/**
 * The path of Pebble, Let's Encrypt's own server for tests: as PATH has it, or built from its Go module into the
 * toolchain's cache, which takes half a minute the first time.
 *
 * @throws SetupError where there is neither Pebble nor Go, or it cannot be built
 */
export async function providePebble(report: Report): Promise<string> {
    const installed = findCommand("pebble");
    if (installed !== undefined) return installed;
    const go = await findGo();
    if (go === undefined) {
        throw new SetupError(
            "there is no pebble on PATH, which plays Let's Encrypt, and no Go to build it with: install Go 1.26 or " +
                "newer, or pebble 2.10 from https://github.com/letsencrypt/pebble/releases",
        );
    }
    const cache = cacheFolders();
    const entry = goBinary("pebble");
    const folder = builtFolder(cache, entry, go);
    const path = join(folder, entry.binary);
    const onWait = (pid: number) => report(`pebble: waiting for the set-up that runs in process ${pid}`);
    if (!existsSync(path)) {
        await withLock(cache.lock, { onWait }, async () => {
            if (existsSync(path)) return;
            await step(report, "pebble", "building it from Go modules", () => goBuild(cache, entry, folder));
        });
    }
    return path;
}
