/**
 * The hosts that lie more than one level below a zone, so that a certificate for the zone and `*.zone` is not for them.
 *
 * @param zone name of the zone
 * @param hosts names in the zone, wildcards among them
 */
export function deeperHosts(zone: string, hosts: readonly string[]): readonly string[] {
    return hosts.filter((host) => host !== zone && host.slice(host.indexOf(".") + 1) !== zone);
}
