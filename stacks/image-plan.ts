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

/** What the servers run on: DigitalOcean has no others. */
export const serverPlatform = "linux/amd64";

/**
 * Tells the image of each service, by the service's name. What the compose file builds, it builds once: services with
 * the same `build`, and those whose `image` is the name that a building service gave to its own, share it.
 *
 * @param prefix what the names of built images begin with, such as `slipway-local-3f9a/`
 * @param on what they shall run on where the compose file does not say; the engine's own platform when left out
 */
export function planImages(
    prefix: string,
    compose: ComposeModel,
    version: string,
    on?: string,
): Readonly<Record<string, PlannedImage>> {
    const services = Object.values(compose.services);
    const byBuild = new Map<string, PlannedImage>();
    const byName = new Map<string, PlannedImage>();
    for (const { name, build, image, platform = on } of services) {
        if (build === undefined) continue;
        const target = platform === undefined ? {} : { platform };
        const planned = byBuild.get(keyOf(build, platform)) ?? {
            reference: imageReference({ repository: `${prefix}${name.toLowerCase()}`, build, version, ...target }),
            built: { service: name, build, ...target },
        };
        byBuild.set(keyOf(build, platform), planned);
        if (image !== undefined) byName.set(image, planned);
    }
    const planOf = ({ build, image = "", platform = on }: ServiceModel): PlannedImage =>
        (build === undefined ? undefined : byBuild.get(keyOf(build, platform))) ??
        byName.get(image) ?? { reference: image };
    return Object.fromEntries(services.map((service) => [service.name, planOf(service)]));
}

/** What the names of built images begin with. A registry may allow one level below its address, and no more. */
export function imagePrefix(stack: string, registry: { readonly address: string } | undefined): string {
    return registry === undefined ? `${stack}/` : `${registry.address}/${stack}-`;
}

function keyOf(build: BuildModel, platform: string | undefined): string {
    return JSON.stringify([build, platform]);
}
