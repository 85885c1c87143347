import { z } from "zod";
import { findSshKey } from "../account/ssh-keys";
import { unprocessable } from "../api-error";
import { findImage, type Image } from "../catalog/images";
import { findRegion } from "../catalog/regions";
import { findSize, type Size, sizesIn } from "../catalog/sizes";
import { list, optional, read } from "../input";
import type { State } from "../state";
import { tagName } from "../tags/tagging";

/** The longest user data, in bytes. */
const userDataLimit = 65_536;
/** The most droplets that one request makes. */
const dropletsAtOnce = 10;

const hostname = z
    .string()
    .max(255)
    .regex(
        /^[a-zA-Z0-9]?[a-z0-9A-Z.-]*[a-z0-9A-Z]$/,
        "Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)",
    );

const body = z.object({
    name: optional(hostname),
    names: optional(z.array(hostname).max(dropletsAtOnce)),
    region: optional(z.string()),
    size: z.string(),
    image: z.union([z.string(), z.number()]),
    ssh_keys: list(z.union([z.string(), z.number()])),
    backups: optional(z.boolean()),
    ipv6: optional(z.boolean()),
    monitoring: optional(z.boolean()),
    with_droplet_agent: optional(z.boolean()),
    public_networking: optional(z.boolean()),
    tags: list(tagName),
    user_data: optional(z.string()),
    // The second is how DigitalOcean's own Go client writes it.
    volumes: list(z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)])),
    vpc_uuid: optional(z.string()),
});

/** A valid wish for one droplet or several alike. */
export interface DropletRequest {
    readonly names: readonly string[];
    /** Whether the answer has a list, as it was asked for by one. */
    readonly many: boolean;
    readonly region: string;
    readonly size: Size;
    readonly image: Image;
    readonly sshKeys: readonly string[];
    readonly features: readonly string[];
    readonly publicNetworking: boolean;
    readonly ipv6: boolean;
    readonly tags: readonly string[];
    readonly userData: string | null;
    readonly volumes: readonly string[];
    readonly vpc: string | undefined;
}

/**
 * Checks what the body of a droplet's creation asks for.
 *
 * @throws ApiError 422 for the first thing that is not valid, in the API's words
 */
export function readDropletRequest(state: State, json: unknown): DropletRequest {
    const asked = read(body, json);
    const names = asked.names ?? (asked.name === undefined ? [] : [asked.name]);
    if (names.length === 0) throw unprocessable("name is required");
    const { region, size, image } = kind(asked);
    const unknown = asked.ssh_keys.filter((key) => findSshKey(state, key) === undefined);
    if (unknown.length > 0)
        throw unprocessable(`${unknown.join(", ")} are invalid key identifiers for Droplet creation.`);
    if (Buffer.byteLength(asked.user_data ?? "") > userDataLimit) {
        throw unprocessable("User data is too long (maximum is 64 KiB)");
    }
    if (asked.volumes.length > 0 && names.length > 1)
        throw unprocessable("volumes can only be attached to one Droplet");
    if (asked.public_networking === false && asked.ipv6) throw unprocessable("ipv6 needs public networking");
    if (state.droplets.length + names.length > state.account.dropletLimit) {
        throw unprocessable("creating this/these droplet(s) will exceed your droplet limit");
    }
    return {
        names,
        many: asked.names !== undefined,
        region,
        size,
        image,
        sshKeys: asked.ssh_keys.flatMap((key) => findSshKey(state, key)?.publicKey ?? []),
        features: [
            ...(asked.backups ? ["backups"] : []),
            ...(asked.monitoring ? ["monitoring"] : []),
            ...(asked.with_droplet_agent === false ? [] : ["droplet_agent"]),
            ...(asked.ipv6 ? ["ipv6"] : []),
            "private_networking",
        ],
        publicNetworking: asked.public_networking !== false,
        ipv6: asked.ipv6 === true,
        tags: asked.tags,
        userData: asked.user_data ?? null,
        volumes: asked.volumes,
        vpc: asked.vpc_uuid || undefined,
    };
}

/** Region, size and image, which have to go together; without a region, the first that has the size. */
function kind(asked: { region?: string | undefined; size: string; image: string | number }): {
    readonly region: string;
    readonly size: Size;
    readonly image: Image;
} {
    const size = findSize(asked.size);
    if (size === undefined) throw unprocessable("You specified an invalid size for Droplet creation.");
    const region = asked.region || size.regions[0] || "";
    const place = findRegion(region);
    if (place === undefined) throw unprocessable("You specified an invalid region for Droplet creation.");
    if (!place.available) throw unprocessable("Region is not available");
    const image = findImage(asked.image);
    if (image === undefined) throw unprocessable("You specified an invalid image for Droplet creation.");
    if (!sizesIn(region).includes(size)) throw unprocessable("Size is not available in this region.");
    return { region, size, image };
}
