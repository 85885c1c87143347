/** What a droplet can be: API reference, section "Sizes". Memory in MiB, disk in GiB, transfer in TiB, prices in US $. */
export interface Size {
    readonly slug: string;
    readonly memory: number;
    readonly vcpus: number;
    readonly disk: number;
    readonly transfer: number;
    readonly price_monthly: number;
    readonly price_hourly: number;
    readonly regions: readonly string[];
    readonly available: boolean;
    readonly description: string;
    readonly disk_info: readonly [
        { readonly type: "local"; readonly size: { readonly amount: number; readonly unit: "gib" } },
    ];
}

const everywhere = ["ams3", "blr1", "fra1", "lon1", "nyc1", "nyc2", "nyc3", "sfo2", "sfo3", "sgp1", "syd1", "tor1"];
const newer = everywhere.filter((region) => region !== "nyc2" && region !== "sfo2");

/** [slug, MiB, vCPUs, GiB, TiB, $ a month, class, regions]. */
type Row = readonly [string, number, number, number, number, number, string, readonly string[]];

const rows: readonly Row[] = [
    ["s-1vcpu-512mb-10gb", 512, 1, 10, 0.5, 4, "Basic", newer],
    ["s-1vcpu-1gb", 1024, 1, 25, 1, 6, "Basic", everywhere],
    ["s-1vcpu-1gb-amd", 1024, 1, 25, 1, 7, "Basic AMD", newer],
    ["s-1vcpu-1gb-intel", 1024, 1, 25, 1, 7, "Basic Intel", newer],
    ["s-1vcpu-2gb", 2048, 1, 50, 2, 12, "Basic", everywhere],
    ["s-1vcpu-2gb-amd", 2048, 1, 50, 2, 14, "Basic AMD", newer],
    ["s-1vcpu-2gb-intel", 2048, 1, 50, 2, 14, "Basic Intel", newer],
    ["s-2vcpu-2gb", 2048, 2, 60, 3, 18, "Basic", everywhere],
    ["s-2vcpu-2gb-amd", 2048, 2, 60, 3, 21, "Basic AMD", newer],
    ["s-2vcpu-2gb-intel", 2048, 2, 60, 3, 21, "Basic Intel", newer],
    ["s-2vcpu-4gb", 4096, 2, 80, 4, 24, "Basic", everywhere],
    ["s-2vcpu-4gb-amd", 4096, 2, 80, 4, 28, "Basic AMD", newer],
    ["s-2vcpu-4gb-intel", 4096, 2, 80, 4, 28, "Basic Intel", newer],
    ["c-2", 4096, 2, 25, 4, 42, "CPU-Optimized", newer],
    ["s-4vcpu-8gb", 8192, 4, 160, 5, 48, "Basic", everywhere],
    ["s-4vcpu-8gb-amd", 8192, 4, 160, 5, 56, "Basic AMD", newer],
    ["s-4vcpu-8gb-intel", 8192, 4, 160, 5, 56, "Basic Intel", newer],
    ["g-2vcpu-8gb", 8192, 2, 25, 4, 63, "General Purpose", newer],
    ["c-4", 8192, 4, 50, 5, 84, "CPU-Optimized", newer],
    ["m-2vcpu-16gb", 16384, 2, 50, 4, 84, "Memory-Optimized", newer],
    ["s-8vcpu-16gb", 16384, 8, 320, 6, 96, "Basic", everywhere],
    ["s-8vcpu-16gb-amd", 16384, 8, 320, 6, 112, "Basic AMD", newer],
    ["s-8vcpu-16gb-intel", 16384, 8, 320, 6, 112, "Basic Intel", newer],
    ["g-4vcpu-16gb", 16384, 4, 50, 5, 126, "General Purpose", newer],
];

/** After so many hours in a month nothing more is charged. */
const chargedHours = 672;

/** The sizes that a small team's servers have, by price. */
export const sizes: readonly Size[] = rows.map(
    ([slug, memory, vcpus, disk, transfer, monthly, description, regions]) => ({
        slug,
        memory,
        vcpus,
        disk,
        transfer,
        price_monthly: monthly,
        price_hourly: Number((monthly / chargedHours).toFixed(5)),
        regions,
        available: true,
        description,
        disk_info: [{ type: "local", size: { amount: disk, unit: "gib" } }],
    }),
);

/** The sizes to be had in a data center. */
export function sizesIn(region: string): readonly Size[] {
    return sizes.filter(({ regions }) => regions.includes(region));
}

/** The size of that slug, if there is one. */
export function findSize(slug: string): Size | undefined {
    return sizes.find((size) => size.slug === slug);
}

/** The size of that slug, which a stored record has. */
export function sizeOf(slug: string): Size {
    const size = findSize(slug);
    if (size === undefined) throw new Error(`no size ${slug}`);
    return size;
}
