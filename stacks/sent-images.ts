import type * as pulumi from "@pulumi/pulumi";
import type { Host } from "../components/host/host";
import { PushedImage } from "../components/image/pushed-image";
import { SentImage } from "../components/image/sent-image";
import type { Place } from "./place";

/** What {@link sentImages} needs to know. */
export interface SentImagesArgs {
    /** The server that gets what is built. */
    readonly host: Host;
    /** Address of the engine that builds. */
    readonly from: string;
    /** There is a registry, which the images' names begin with. */
    readonly pushed: boolean;
}

/**
 * Sends what is built to the first server, and from there to the registry, where the others get it: that way it leaves here
 * once. One goes after the other: what two have in common is sent with the first one.
 */
export function sentImages({ host, from, pushed }: SentImagesArgs): NonNullable<Place["send"]> {
    let before: pulumi.Resource[] = [];
    return (service, reference, image) => {
        const sent = new SentImage(
            `${service}-image-sent`,
            { host, reference, from },
            { dependsOn: [image, ...before] },
        );
        before = [sent];
        if (!pushed) return { image: sent };
        const push = new PushedImage(`${service}-image-pushed`, { host, reference }, { dependsOn: sent });
        return { image: push, digest: push.digest };
    };
}
