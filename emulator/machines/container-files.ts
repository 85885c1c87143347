import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { docker } from "./docker";

/** Puts files, by their path in the folder, into a container, running or not, whose folder must be there. */
export async function putFiles(
    container: string,
    folder: string,
    files: Readonly<Record<string, string>>,
): Promise<void> {
    await inScratchFolder(async (scratch) => {
        for (const [path, content] of Object.entries(files)) {
            await mkdir(dirname(join(scratch, path)), { recursive: true });
            await writeFile(join(scratch, path), content);
        }
        await docker(`write files into ${container}`, "cp", "--quiet", `${scratch}/.`, `${container}:${folder}`);
    });
}

/** The content of a file in a container, running or not. */
export async function readFileIn(container: string, path: string): Promise<string> {
    return await inScratchFolder(async (scratch) => {
        const copy = join(scratch, "file");
        await docker(`read ${path} of ${container}`, "cp", "--quiet", `${container}:${path}`, copy);
        return await readFile(copy, "utf8");
    });
}

async function inScratchFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(join(tmpdir(), "slipway-machine-"));
    try {
        return await work(folder);
    } finally {
        await rm(folder, { recursive: true });
    }
}
