import { rmSync } from "node:fs";
import { type FoundLocks, findLocks } from "./find-locks";

/** Removes the locks of deployers of this host that were killed, and no others. */
export function clearLocks(folder: string): Pick<FoundLocks, "dead" | "held"> {
    const { dead, held, stale } = findLocks(folder);
    for (const file of stale) {
        for (const name of [file, `${file}.attrs`]) rmSync(name, { force: true });
    }
    return { dead, held };
}
