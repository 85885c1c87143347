import { sizesIn } from "./sizes";

interface Place {
    readonly slug: string;
    readonly name: string;
    readonly available: boolean;
}

const places: readonly Place[] = [
    { slug: "nyc1", name: "New York 1", available: true },
    { slug: "nyc2", name: "New York 2", available: true },
    { slug: "nyc3", name: "New York 3", available: true },
    { slug: "sfo1", name: "San Francisco 1", available: false },
    { slug: "sfo2", name: "San Francisco 2", available: true },
    { slug: "sfo3", name: "San Francisco 3", available: true },
    { slug: "ams3", name: "Amsterdam 3", available: true },
    { slug: "sgp1", name: "Singapore 1", available: true },
    { slug: "lon1", name: "London 1", available: true },
    { slug: "fra1", name: "Frankfurt 1", available: true },
    { slug: "tor1", name: "Toronto 1", available: true },
    { slug: "blr1", name: "Bangalore 1", available: true },
    { slug: "syd1", name: "Sydney 1", available: true },
];

const features = ["backups", "ipv6", "metadata", "install_agent", "storage", "image_transfer"];

/** A data center as the API shows it: API reference, section "Regions". */
export interface Region {
    readonly slug: string;
    readonly name: string;
    readonly features: readonly string[];
    readonly available: boolean;
    readonly sizes: readonly string[];
}

/** All data centers, those that take no new droplets among them. */
export const regions: readonly Region[] = places.map((place) => ({
    ...place,
    features,
    sizes: place.available ? sizesIn(place.slug).map(({ slug }) => slug) : [],
}));

/** The data center of that slug, if there is one. */
export function findRegion(slug: string): Region | undefined {
    return regions.find((region) => region.slug === slug);
}

/** The data center of that slug, which a stored record has. */
export function regionOf(slug: string): Region {
    const region = findRegion(slug);
    if (region === undefined) throw new Error(`no region ${slug}`);
    return region;
}
