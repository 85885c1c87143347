import { cloudPlace } from "./cloud-place";
import { localPlace } from "./local-place";
import type { Place, PlaceArgs } from "./place";

/**
 * Makes the place where a stack runs: this machine, or servers that are rented.
 *
 * @throws pulumi.RunError with everything that stands in the way, before anything changes
 */
export async function openPlace(args: PlaceArgs): Promise<Place> {
    const { servers } = args.config;
    return servers === undefined ? await localPlace(args) : await cloudPlace(args, servers);
}
