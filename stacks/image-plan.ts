import type { BuildModel, ComposeModel, ServiceModel } from "../components/compose/model";
import { imageReference } from "../components/image/image-reference";

/** The image that a service runs. */
export interface PlannedImage {
    readonly reference: string;
    /** How it is built, when it is built here. */
    readonly built?: BuiltImage;
}

/** An image that is built once, whoever runs it. */
export interface BuiltImage {
    /** The first service that builds it. */
    readonly service: string;
    readonly build: BuildModel;
    readonly platform?: string;
}

/**
 * Tells the image of each service, by the service's name. What the compose file builds, it builds once: services with
 * the same `build`, and those whose `image` is the name that a building service gave to its own, share it.
 *
 * @param stack prefix of every name on the engine
 */
export function planImages(
    stack: string,
    compose: ComposeModel,
    version: string,
): Readonly<Record<string, PlannedImage>> {
    const services = Object.values(compose.services);
    const byBuild = new Map<string, PlannedImage>();
    const byName = new Map<string, PlannedImage>();
    for (const { name, build, image, platform } of services) {
        if (build === undefined) continue;
        const on = platform === undefined ? {} : { platform };
        const planned = byBuild.get(keyOf(build, platform)) ?? {
            reference: imageReference({ repository: `${stack}/${name.toLowerCase()}`, build, version, ...on }),
            built: { service: name, build, ...on },
        };
        byBuild.set(keyOf(build, platform), planned);
        if (image !== undefined) byName.set(image, planned);
    }
    const planOf = ({ build, image = "", platform }: ServiceModel): PlannedImage =>
        (build === undefined ? undefined : byBuild.get(keyOf(build, platform))) ??
        byName.get(image) ?? { reference: image };
    return Object.fromEntries(services.map((service) => [service.name, planOf(service)]));
}

function keyOf(build: BuildModel, platform: string | undefined): string {
    return JSON.stringify([build, platform]);
}
