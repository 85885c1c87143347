import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes a state folder readable again. Pulumi keeps a file with attributes beside each of its own, and writes it in
 * place: a deployer that is killed at that moment leaves it empty, and from then on every command ends with `EOF`. Without
 * the file Pulumi takes the defaults, which are right for its states.
 *
 * @returns whether there was such a file
 */
export function mendStateFolder(folder: string): boolean {
    if (!existsSync(folder)) return false;
    const empty = readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".attrs"))
        .map((name) => join(folder, name))
        .filter((file) => statSync(file, { throwIfNoEntry: false })?.size === 0);
    for (const file of empty) rmSync(file, { force: true });
    return empty.length > 0;
}
