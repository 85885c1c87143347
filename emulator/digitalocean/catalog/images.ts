import { regions } from "./regions";

/** A distribution image as the API shows it: API reference, section "Images". */
export interface Image {
    readonly id: number;
    readonly name: string;
    readonly type: "base";
    readonly distribution: string;
    readonly slug: string;
    readonly public: true;
    readonly regions: readonly string[];
    readonly created_at: string;
    /** GiB of disk that a droplet needs to use it. */
    readonly min_disk_size: number;
    readonly size_gigabytes: number;
    readonly description: string;
    readonly tags: readonly string[];
    readonly status: "available";
    readonly error_message: string;
}

/** [id, slug, name, distribution, day of its release]. */
const rows: readonly (readonly [number, string, string, string, string])[] = [
    [195932981, "debian-12-x64", "12 x64", "Debian", "2025-07-24"],
    [200508345, "debian-13-x64", "13 x64", "Debian", "2025-09-11"],
    [195932984, "ubuntu-22-04-x64", "22.04 (LTS) x64", "Ubuntu", "2025-07-24"],
    [195932987, "ubuntu-24-04-x64", "24.04 (LTS) x64", "Ubuntu", "2025-07-24"],
];

/** The distributions that servers are made from. */
export const images: readonly Image[] = rows.map(([id, slug, name, distribution, day]) => ({
    id,
    name,
    type: "base",
    distribution,
    slug,
    public: true,
    regions: regions.filter(({ available }) => available).map((region) => region.slug),
    created_at: `${day}T00:00:00Z`,
    min_disk_size: 7,
    size_gigabytes: 0.6,
    description: `${distribution} ${name}`,
    tags: [],
    status: "available",
    error_message: "",
}));

/** The image of that slug or number, if there is one. */
export function findImage(slugOrId: string | number): Image | undefined {
    return images.find(({ slug, id }) => slug === slugOrId || String(id) === String(slugOrId));
}

/** The image of that slug, which a stored record has. */
export function imageOf(slug: string): Image {
    const image = findImage(slug);
    if (image === undefined) throw new Error(`no image ${slug}`);
    return image;
}
