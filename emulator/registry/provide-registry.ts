import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../../images/run";
import { cacheFolders, unfinishedFolder } from "../../toolchain/cache";
import { findCommand } from "../../toolchain/find-command";
import { type Report, step } from "../../toolchain/report";
import { SetupError } from "../../toolchain/setup-error";
import { withLock } from "../../toolchain/setup-lock";

/** Debian's package, and where the program lies in it. */
const debian = { package: "docker-registry", program: "usr/bin/docker-registry" };

/**
 * The path of the registry's program: as PATH has it, or from Debian's package, unpacked into the toolchain's cache.
 *
 * @throws SetupError where there is neither, or the package cannot be fetched
 */
export async function provideRegistry(report: Report): Promise<string> {
    const installed = findCommand(debian.package);
    if (installed !== undefined) return installed;
    const cache = cacheFolders();
    const folder = join(cache.tools, `${debian.package}-debian`);
    const path = join(folder, debian.program);
    if (existsSync(path)) return path;
    if (findCommand("apt-get") === undefined || findCommand("dpkg-deb") === undefined) {
        throw new SetupError(
            "there is no docker-registry on PATH: install it, or run this on Debian or Ubuntu, which have it as a package",
        );
    }
    const onWait = (pid: number) => report(`registry: waiting for the set-up that runs in process ${pid}`);
    await withLock(cache.lock, { onWait }, async () => {
        if (existsSync(path)) return;
        await step(report, "registry", "unpacking it from Debian's packages", async () => {
            const unfinished = await unfinishedFolder(cache, debian.package);
            try {
                await unpack(unfinished);
                await mkdir(cache.tools, { recursive: true });
                await rename(unfinished, folder);
            } finally {
                await rm(unfinished, { recursive: true, force: true });
            }
        });
    });
    return path;
}

async function unpack(folder: string): Promise<void> {
    const fetch = `apt-get download ${debian.package}`;
    const lists = process.getuid?.() === 0 ? `${fetch} || { apt-get update && ${fetch}; }` : fetch;
    await run(["sh", "-c", lists], { purpose: "fetch Debian's package docker-registry", folder });
    const [file = ""] = (await readdir(folder)).filter((name) => name.endsWith(".deb"));
    await run(["dpkg-deb", "--extract", file, "."], { purpose: `unpack ${file}`, folder });
    await rm(join(folder, file));
    if (!existsSync(join(folder, debian.program))) throw new SetupError(`${debian.program} is not in ${file}`);
}
