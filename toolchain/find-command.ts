import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Absolute path of a command on PATH; undefined where there is none. */
export function findCommand(name: string, path = process.env.PATH ?? ""): string | undefined {
    return path
        .split(delimiter)
        .filter((folder) => folder !== "")
        .map((folder) => join(folder, name))
        .find(isExecutable);
}

function isExecutable(path: string): boolean {
    try {
        accessSync(path, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}
