import type { StackConfig } from "./config";
import { ConfigError, type ConfigProblem } from "./config/config-error";
import { nearestName } from "./config/nearest-name";
import { problemAt } from "./config/subject";

/** A region as DigitalOcean has it. */
export interface RegionOffer {
    readonly slug: string;
    /** Takes new servers. */
    readonly available: boolean;
    /** Slugs of the sizes that are to be had there. */
    readonly sizes: readonly string[];
}

/**
 * Refuses servers of a region or size that DigitalOcean has not, or not both together.
 *
 * @param regions all of DigitalOcean's
 * @throws ConfigError with every problem
 */
export function refuseOffer(
    { servers, origin }: Pick<StackConfig, "servers" | "origin">,
    regions: readonly RegionOffer[],
): void {
    if (servers === undefined) return;
    const { region, size } = servers;
    const problems: ConfigProblem[] = [];
    const open = regions.filter(({ available }) => available);
    const there = open.find(({ slug }) => slug === region);
    if (there === undefined) {
        const slugs = open.map(({ slug }) => slug).toSorted();
        problems.push(
            problemAt(origin, ["servers", "region"], {
                found: regions.some(({ slug }) => slug === region) ? `${region}, which takes no new servers` : region,
                expected: `a region of DigitalOcean: ${slugs.join(", ")}`,
                mend: `write for example region: ${nearestName(region, slugs) ?? slugs[0] ?? "fra1"}`,
            }),
        );
    }
    const elsewhere = open.filter(({ sizes }) => sizes.includes(size)).map(({ slug }) => slug);
    if (elsewhere.length === 0) {
        const sizes = [...new Set((there === undefined ? open : [there]).flatMap((one) => one.sizes))];
        problems.push(
            problemAt(origin, ["servers", "size"], {
                found: size,
                expected: "a size of DigitalOcean such as s-2vcpu-4gb (doctl compute size list shows all)",
                mend: `write for example size: ${nearestName(size, sizes) ?? "s-2vcpu-4gb"}`,
            }),
        );
    } else if (there !== undefined && !there.sizes.includes(size)) {
        problems.push(
            problemAt(origin, ["servers", "size"], {
                found: `${size}, which ${region} does not have`,
                expected: `a size that ${region} has, or a region that has this one: ${elsewhere.toSorted().join(", ")}`,
                mend: `write for example size: ${nearestName(size, there.sizes) ?? there.sizes[0] ?? "s-2vcpu-4gb"}`,
            }),
        );
    }
    if (problems.length > 0) throw new ConfigError(origin.file, problems);
}
