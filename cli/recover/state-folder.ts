import { homedir } from "node:os";
import { join, resolve } from "node:path";

/**
 * The folder in which a file backend keeps its stacks, their history and their locks.
 *
 * @param backend address of the backend, as `pulumi whoami` tells it
 * @returns undefined for a backend that is no folder of this machine
 */
export function stateFolder(backend: string): string | undefined {
    const [, path] = /^file:\/\/([^?]+)/.exec(backend) ?? [];
    if (path === undefined) return undefined;
    const folder = path === "~" || path.startsWith("~/") ? join(homedir(), path.slice(1)) : resolve(path);
    return join(folder, ".pulumi");
}

/** The folder of a stack's locks in such a folder. */
export function lockFolder(state: string, project: string, stack: string): string {
    return join(state, "locks", "organization", project, stack);
}
