import type { ServiceModel } from "../components/compose/model";
import type { Host } from "../components/host/host";
import { Image } from "../components/image/image";
import type { BuiltImage, PlannedImage } from "./image-plan";

/** The image that a service runs, and the resource that builds it when it is built here. */
export interface ServiceImage {
    readonly reference: string;
    readonly image?: Image;
}

/**
 * Builds what is planned to be built.
 *
 * @param plan the image of each service, by the service's name
 * @returns tells the image of a service
 */
export function images(
    host: Host,
    plan: Readonly<Record<string, PlannedImage>>,
    version: string,
): (service: ServiceModel) => ServiceImage {
    const made = new Map<BuiltImage, Image>();
    for (const { reference, built } of Object.values(plan)) {
        if (built === undefined || made.has(built)) continue;
        const { service, ...source } = built;
        made.set(built, new Image(`${service}-image`, { host, reference, version, ...source }));
    }
    return ({ name }) => {
        const { reference = "", built } = plan[name] ?? {};
        const image = built === undefined ? undefined : made.get(built);
        return image === undefined ? { reference } : { reference, image };
    };
}
