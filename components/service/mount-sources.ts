import type { ServiceModel } from "../compose/model";

/**
 * What a service keeps its data in: engine names of its volumes, and its folders of the host.
 *
 * @param volumes engine names of volumes, by name in the compose file
 */
export function mountSources(
    service: ServiceModel | undefined,
    volumes: Readonly<Record<string, string>>,
): readonly string[] {
    return (service?.mounts ?? []).flatMap(({ source }) => (source ? [volumes[source] ?? source] : []));
}
