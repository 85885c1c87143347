import { currentResources, type Deployment, nameOf } from "./deployment";

/** Why the next update has to have each server but the first join again, by the URN of its part in the cluster. */
export function toJoinAgain(deployment: Deployment): ReadonlyMap<string, string> {
    const joined = currentResources(deployment).filter((one) => /^cluster-server-[1-9]\d*$/.test(nameOf(one)));
    return new Map(joined.map(({ urn }) => [urn, "the cluster was begun anew"]));
}
