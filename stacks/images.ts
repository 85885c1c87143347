import type { BuildModel, ComposeModel, ServiceModel } from "../components/compose/model";
import type { Host } from "../components/host/host";
import { Image } from "../components/image/image";

/** The image that a service runs, and the resource that builds it when it is built here. */
export interface ServiceImage {
    readonly reference: string;
    readonly image?: Image;
}

/**
 * Builds what the compose file builds, each thing once, whoever uses it: services with the same `build`, and those whose
 * `image` is the name that a building service gave to its own.
 *
 * @returns tells the image of a service
 */
export function images(
    host: Host,
    stack: string,
    compose: ComposeModel,
    version: string,
): (service: ServiceModel) => ServiceImage {
    const byBuild = new Map<string, Image>();
    const byName = new Map<string, Image>();
    for (const { name, build, image, platform } of Object.values(compose.services)) {
        if (build === undefined) continue;
        const key = keyOf(build, platform);
        const repository = `${stack}/${name.toLowerCase()}`;
        const built =
            byBuild.get(key) ??
            new Image(`${name}-image`, {
                host,
                repository,
                build,
                version,
                ...(platform === undefined ? {} : { platform }),
            });
        byBuild.set(key, built);
        if (image !== undefined) byName.set(image, built);
    }
    return ({ build, image, platform }) => {
        const built =
            (build === undefined ? undefined : byBuild.get(keyOf(build, platform))) ?? byName.get(image ?? "");
        return built === undefined ? { reference: image ?? "" } : { reference: built.reference, image: built };
    };
}

function keyOf(build: BuildModel, platform: string | undefined): string {
    return JSON.stringify([build, platform]);
}
