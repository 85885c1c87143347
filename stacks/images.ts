import type * as pulumi from "@pulumi/pulumi";
import type { ServiceModel } from "../components/compose/model";
import { Image } from "../components/image/image";
import type { BuiltImage, PlannedImage } from "./image-plan";
import type { Place, SentThere } from "./place";

/** The image that a service runs, and the resource after which it is there when it is built here. */
export interface ServiceImage {
    readonly reference: string;
    readonly image?: pulumi.Resource;
    /** What the registry knows it by that the servers get it from. */
    readonly digest?: pulumi.Output<string>;
}

/**
 * Builds what is planned to be built.
 *
 * @param plan the image of each service, by the service's name
 * @returns tells the image of a service
 */
export function images(
    place: Pick<Place, "builder" | "send">,
    plan: Readonly<Record<string, PlannedImage>>,
    version: string,
): (service: ServiceModel) => ServiceImage {
    const made = new Map<BuiltImage, SentThere>();
    for (const { reference, built } of Object.values(plan)) {
        if (built === undefined || made.has(built)) continue;
        const { service, ...source } = built;
        const image = new Image(`${service}-image`, { builder: place.builder, reference, version, ...source });
        made.set(built, place.send?.(service, reference, image) ?? { image });
    }
    return ({ name }) => {
        const { reference = "", built } = plan[name] ?? {};
        return { reference, ...(built === undefined ? {} : made.get(built)) };
    };
}
