import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * The folder with the dumps that were made before migrations of a stack; they stay when the stack goes.
 *
 * @param prefix what every name of the stack on the engine starts with
 * @param directory folder of the project
 * @returns path from there; undefined when there are no dumps
 */
export function keptDumps(prefix: string, directory: string): string | undefined {
    const folder = join(".slipway", "host", "dumps", prefix);
    const path = join(directory, folder);
    return existsSync(path) && readdirSync(path).length > 0 ? folder : undefined;
}
