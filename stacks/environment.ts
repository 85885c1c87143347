import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { Cluster } from "../components/cluster/cluster";
import { LocalHost } from "../components/host/local-host";
import { Edge } from "../components/proxy/edge";
import { Gateway } from "../components/proxy/gateway";
import { generation, generationAlias } from "../components/release/generation";
import { Route } from "../components/route/route";
import { Service } from "../components/service/service";
import { Shared } from "../components/service/shared";
import { images } from "./images";
import { loadApp } from "./load-app";
import { prefix } from "./names";
import { preflight } from "./preflight";
import { appUrl, externalVolumes, hostPorts, routedNetworks, routedPorts } from "./routed";
import { orRunError } from "./run-error";
import { loadStackConfig } from "./stack-config";
import { inStartOrder } from "./start-order";

/** What a stack tells about itself once it is up. */
export interface StackOutputs {
    /** Where the app is reached, when it has routes. */
    readonly url?: pulumi.Input<string>;
    /** What every name on the engine starts with. */
    readonly prefix: string;
    /** Names of the compose services, in the order in which they start. */
    readonly services: readonly string[];
    readonly version: string;
}

/**
 * One environment as a whole: everything is checked, then the components are put together.
 *
 * @throws pulumi.RunError with what is wrong and how to mend it, before anything changes
 */
export async function environment(): Promise<StackOutputs> {
    const directory = pulumi.getRootDirectory();
    const config = loadStackConfig();
    const { domain, engine } = config;
    const { version, timeout } = config.release;
    const { model: compose, secrets } = orRunError(() => loadApp(config, Object.keys(config.secrets), directory));
    for (const note of compose.notes) await pulumi.log.warn(note);
    const stack = prefix(pulumi.getProject(), pulumi.getStack(), config.id);
    await preflight({ engine, stack, ports: hostPorts(compose, domain), volumes: externalVolumes(compose) });

    const host = new LocalHost("host", { engine, directory: join(directory, ".slipway", "host") });
    const cluster = new Cluster("cluster", { host });
    const shared = new Shared("shared", { host, stack, compose }, { dependsOn: cluster });
    const built = images(host, stack, compose, version);

    const ports = routedPorts(domain);
    const generations = Object.fromEntries(
        Object.keys(ports).map((service) => [service, generation(`${service}-generation`)]),
    );
    const proxies = openProxies();

    const services: Record<string, Service> = {};
    for (const model of inStartOrder(compose)) {
        const { reference, image } = built(model);
        const suffix = generations[model.name];
        const needed = Object.keys(model.dependsOn);
        services[model.name] = new Service(
            model.name,
            {
                ...{ host, stack, model, compose, timeout },
                image: reference,
                ...(image === undefined ? {} : { version }),
                routedPorts: ports[model.name] ?? [],
                ...(suffix === undefined ? {} : { generation: suffix }),
                secrets: { ...secretOutputs(secrets), ...config.secrets },
                networks: shared.networks,
                volumes: shared.volumes,
            },
            {
                dependsOn: [
                    shared,
                    ...(image === undefined ? [] : [image]),
                    ...needed.flatMap((name) => services[name] ?? []),
                    // Who calls a routed service calls it through the gateway.
                    ...(needed.some((name) => name in ports) ? proxies : []),
                ],
            },
        );
    }
    if (proxies.length > 0) {
        const routed = Object.keys(ports).flatMap((service) => services[service] ?? []);
        new Route("route", { host, stack, routes: routes() }, { dependsOn: routed });
    }

    const url = appUrl(domain, host.address);
    return { ...(url === undefined ? {} : { url }), prefix: stack, services: Object.keys(services), version };

    /** The edge and the gateway, which need no service to start. */
    function openProxies(): pulumi.Resource[] {
        if (domain.routes.length === 0) return [];
        const networks = routedNetworks(compose, domain);
        const common = { host, stack, placeholders: shared.networks, timeout };
        const opts = { dependsOn: shared };
        return [
            new Edge("edge", { ...common, port: domain.port, networks: Object.keys(networks) }, opts),
            new Gateway("gateway", { ...common, networks, routes: routes() }, opts),
        ];
    }

    function routes() {
        return domain.routes.map(({ host: name, path, service, port }) => ({
            ...(name === undefined ? {} : { host: name }),
            ...{ path, service, port, alias: generationAlias(service, generations[service] ?? "") },
        }));
    }
}

function secretOutputs(values: Readonly<Record<string, string>>): Record<string, pulumi.Output<string>> {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, pulumi.secret(value)]));
}
