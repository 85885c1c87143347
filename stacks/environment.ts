import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { announceDeploys } from "../components/announce/announce-deploys";
import { Cluster } from "../components/cluster/cluster";
import type { ServiceModel } from "../components/compose/model";
import { LocalHost } from "../components/host/local-host";
import { Edge } from "../components/proxy/edge";
import { Gateway } from "../components/proxy/gateway";
import { generation, generationAlias } from "../components/release/generation";
import { Route } from "../components/route/route";
import { Service } from "../components/service/service";
import { Shared } from "../components/service/shared";
import { Smoke } from "../components/smoke/smoke";
import { smokeJson } from "../components/smoke/smoke-json";
import { dataServices } from "./data-services";
import { gapLines, gapsOf } from "./gaps";
import { planImages } from "./image-plan";
import { images } from "./images";
import { launchedImages } from "./launched-images";
import { loadApp } from "./load-app";
import { loadSmoke } from "./load-smoke";
import { migrate } from "./migrate";
import { migrationOrder } from "./migration-order";
import { prefix } from "./names";
import { preflight } from "./preflight";
import { appUrl, externalVolumes, hostPorts, routedNetworks, routedPorts } from "./routed";
import { orRunError } from "./run-error";
import { loadStackConfig } from "./stack-config";

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
    const app = orRunError(() => loadApp(config, Object.keys(config.secrets), directory));
    const { model: compose, secrets, templated, variables } = app;
    const flows = orRunError(() => loadSmoke(config, variables, directory));
    for (const note of compose.notes) await pulumi.log.warn(note);
    for (const line of gapLines(gapsOf(compose, config))) await pulumi.log.info(line);
    const stack = prefix(pulumi.getProject(), pulumi.getStack(), config.id);
    const planned = planImages(stack, compose, version);
    await preflight({
        ...{ engine, stack, ports: hostPorts(compose, domain), volumes: externalVolumes(compose) },
        launched: launchedImages(compose, planned, config),
    });

    const host = new LocalHost("host", { engine, directory: join(directory, ".slipway", "host") });
    const url = appUrl(domain, host.address);
    const announcer = announceDeploys({
        ...{ version, directory, notify: config.notify },
        ...(url === undefined ? {} : { url }),
    });
    const cluster = new Cluster("cluster", { host });
    const shared = new Shared("shared", { host, stack, compose }, { dependsOn: cluster });
    const built = images(host, planned, version);
    const data = dataServices({ ...{ host, stack, config, templated }, volumes: shared.volumes });

    const ports = routedPorts(domain);
    const generations = Object.fromEntries(
        Object.keys(ports).map((service) => [service, generation(`${service}-generation`)]),
    );
    const proxies = openProxies();

    const given = {
        secrets: { ...secretOutputs(secrets), ...config.secrets, ...data.secrets },
        networks: shared.networks,
        volumes: shared.volumes,
    };
    announcer.hide(Object.values(given.secrets));
    const values = { ...variables.plain, ...given.secrets };
    const smoke = flows === undefined ? {} : { smoke: smokeJson(flows, host.address, values) };
    const services: Record<string, Service> = {};
    const completed: Record<string, pulumi.Resource> = {};
    const order = migrationOrder(compose, config);
    for (const model of order.before) start(model, []);
    const migrated = order.migrating === undefined ? [] : migration(order.migrating);
    for (const model of order.after) start(model, migrated);
    if (proxies.length > 0) {
        const routed = Object.keys(ports).flatMap((service) => services[service] ?? []);
        const route = new Route("route", { host, stack, routes: routes() }, { dependsOn: routed });
        if (smoke.smoke !== undefined) {
            const args = { flows: smoke.smoke, services: Object.keys(services).map(engineName) };
            new Smoke("smoke", args, { dependsOn: [route, ...Object.values(services)] });
        }
    }

    return { ...(url === undefined ? {} : { url }), prefix: stack, services: Object.keys(services), version };

    /** A service, after what it depends on, and after what comes before it whatever it says. */
    function start(model: ServiceModel, after: readonly pulumi.Resource[]): void {
        const { reference, image } = built(model);
        const suffix = generations[model.name];
        const needed = Object.keys(model.dependsOn);
        const base = [shared, ...(image === undefined ? [] : [image])];
        const service = new Service(
            model.name,
            {
                ...{ host, stack, model, compose, timeout },
                image: reference,
                ...(image === undefined ? {} : { version }),
                routedPorts: ports[model.name] ?? [],
                ...(suffix === undefined ? {} : { generation: suffix }),
                ...given,
                ...smoke,
            },
            {
                dependsOn: [
                    ...base,
                    ...after,
                    ...data.prepare(model, reference, base),
                    ...needed.flatMap((name) => completed[name] ?? []),
                    // Who calls a routed service calls it through the gateway.
                    ...(needed.some((name) => name in ports) ? proxies : []),
                ],
            },
        );
        services[model.name] = service;
        completed[model.name] = data.complete(model, service) ?? service;
    }

    /** The database brought to the revision of its image, once it is there and what that needs runs. */
    function migration(model: ServiceModel): readonly pulumi.Resource[] {
        const { reference, image } = built(model);
        const args = { ...{ host, stack, compose, config }, image: reference, ...given };
        const running = order.before.flatMap(({ name }) => completed[name] ?? []);
        return migrate(model, args, { dependsOn: [shared, ...(image === undefined ? [] : [image]), ...running] });
    }

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

    function engineName(service: string): pulumi.Output<string> {
        const suffix = generations[service];
        return pulumi.interpolate`${stack}_${suffix === undefined ? service : generationAlias(service, suffix)}`;
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
