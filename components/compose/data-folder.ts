import type { MountModel, ServiceModel } from "./model";

/** What keeps all that a service writes below a folder beyond its containers: a named volume, or a folder of the host. */
export function keeperOf(
    service: ServiceModel,
    folder: string,
): (MountModel & { readonly source: string }) | undefined {
    return service.mounts
        .filter((mount) => mount.type !== "tmpfs" && !mount.readOnly && isWithin(folder, mount.target))
        .flatMap((mount) => (mount.source === undefined ? [] : [{ ...mount, source: mount.source }]))
        .sort((a, b) => b.target.length - a.target.length)[0];
}

/** Whether a path is a folder, or lies below it. */
export function isWithin(path: string, folder: string): boolean {
    const base = folder.replace(/\/+$/, "");
    return path.replace(/\/+$/, "") === base || path.startsWith(`${base}/`);
}
