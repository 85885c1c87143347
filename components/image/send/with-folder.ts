import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Milliseconds after which what a killed run has left is nobody's: a day. */
const forgotten = 86_400_000;

/** Does something with an empty folder for an image on its way, which goes at the end, whatever came of it. */
export async function withFolder(reference: string, work: (folder: string) => Promise<void>): Promise<void> {
    const all = join(process.env.SLIPWAY_CACHE ?? join(homedir(), ".cache", "slipway"), "sending");
    // By its name: what a killed run has left of it goes.
    const folder = join(all, createHash("sha256").update(reference).digest("hex").slice(0, 16));
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(all)) {
        const other = join(all, name);
        if (isForgotten(other)) rmSync(other, { recursive: true, force: true });
    }
    try {
        await work(folder);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

/** One that goes in this moment needs nobody to remove it. */
function isForgotten(folder: string): boolean {
    const found = statSync(folder, { throwIfNoEntry: false });
    return found !== undefined && Date.now() - found.mtimeMs > forgotten;
}
