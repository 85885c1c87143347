import { isWithin, keeperOf } from "../compose/data-folder";
import type { ServiceModel } from "../compose/model";
import { plainText } from "../compose/text";

/** The folder in which images before version 18 have a volume of their own: one mounted above it holds nothing. */
const imageVolume = "/var/lib/postgresql/data";

/**
 * Whether the data of a Postgres service outlive its containers. Images of version 18 and later keep them in another
 * folder than those before; where the version is not in the image's tag, either will do.
 */
export function keepsData(service: ServiceModel): boolean {
    const version = versionOf(service.image);
    const own = plainText(service.environment.PGDATA ?? []);
    const folders = own ? [own] : foldersOf(version);
    return folders.some((folder) => keeperOf(service, folder) !== undefined && !isHidden(service, folder, version));
}

function foldersOf(version: number | undefined): readonly string[] {
    const later = `/var/lib/postgresql/${version ?? 18}/docker`;
    if (version === undefined) return [imageVolume, later];
    return version < 18 ? [imageVolume] : [later];
}

function isHidden(service: ServiceModel, folder: string, version: number | undefined): boolean {
    if (version === undefined || version >= 18 || !isWithin(folder, imageVolume)) return false;
    return !service.mounts.some(({ target }) => isWithin(folder, target) && isWithin(target, imageVolume));
}

/** Major version in the tag of an image, e.g. 15 of `postgres:15-bookworm`. */
function versionOf(image = ""): number | undefined {
    const tag = /:v?(?:pg)?(\d{1,2})(?:[.-][^/]*)?(?:@|$)/.exec(image)?.[1];
    return tag === undefined ? undefined : Number(tag);
}
