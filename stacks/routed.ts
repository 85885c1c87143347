import type { ComposeModel } from "../components/compose/model";
import type { StackConfig } from "./config";
import { isWildcard } from "./config/route-host";

/** Container ports that the proxies serve, by service. */
export function routedPorts(domain: StackConfig["domain"]): Readonly<Record<string, readonly number[]>> {
    // Without a prototype: a service may be called toString.
    const ports: Record<string, number[]> = Object.create(null);
    for (const { service, port } of domain.routes) {
        const known = ports[service] ?? [];
        ports[service] = known.includes(port) ? known : [...known, port];
    }
    return ports;
}

/** Routed services in each network that has some, by the network's name in the compose file. */
export function routedNetworks(
    compose: ComposeModel,
    domain: StackConfig["domain"],
): Readonly<Record<string, readonly string[]>> {
    const routed = new Set(domain.routes.map(({ service }) => service));
    const networks: Record<string, readonly string[]> = {};
    for (const service of Object.values(compose.services).filter(({ name }) => routed.has(name))) {
        for (const network of Object.keys(service.networks)) {
            networks[network] = [...(networks[network] ?? []), service.name];
        }
    }
    return networks;
}

/** Ports of the host that a stack needs, tcp ones: the edge's, and those of services that are not routed to. */
export function hostPorts(compose: ComposeModel, domain: StackConfig["domain"]): readonly number[] {
    const routed = routedPorts(domain);
    const own = Object.values(compose.services).flatMap((service) =>
        service.ports.flatMap(({ target, published, protocol }) =>
            published === undefined || protocol === "udp" || routed[service.name]?.includes(target) ? [] : [published],
        ),
    );
    return [...new Set([...(domain.routes.length > 0 ? [domain.port] : []), ...own])];
}

/** Engine names of the volumes that others have made. */
export function externalVolumes(compose: ComposeModel): readonly string[] {
    return Object.entries(compose.volumes).flatMap(([key, { name = key, external }]) => (external ? [name] : []));
}

/** Address of the app in a browser, undefined when nothing is routed to a name. */
export function appUrl(config: Pick<StackConfig, "domain" | "servers">): string | undefined {
    return appUrls(config)[0];
}

/** The same for each name of the app, in the order of the routes; a wildcard is none. */
export function appUrls({ domain, servers }: Pick<StackConfig, "domain" | "servers">): readonly string[] {
    if (domain.routes.length === 0) return [];
    const names = [...new Set(domain.routes.flatMap(({ host }) => host ?? []))].filter((name) => !isWildcard(name));
    if (servers !== undefined) return names.map((name) => `https://${name}`);
    const port = domain.port === 80 ? "" : `:${domain.port}`;
    return (names.length === 0 ? ["localhost"] : names).map((name) => `http://${name}${port}`);
}
