import { deeperHosts } from "../dns/deeper-hosts";

/**
 * The names that the origin's certificate is for, in alphabetical order: the zone, everything one level below it, and the
 * hosts further below by name. So a new host of the zone needs no new certificate, and no restart of the edge.
 *
 * @param zone name of the zone
 * @param hosts names in the zone, wildcards among them
 */
export function originHostnames(zone: string, hosts: readonly string[]): readonly string[] {
    return [...new Set([zone, `*.${zone}`, ...deeperHosts(zone, hosts)])].sort();
}
