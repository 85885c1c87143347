import * as pulumi from "@pulumi/pulumi";
import { announceDeploys } from "../components/announce/announce-deploys";
import type { ServiceModel } from "../components/compose/model";
import { present } from "../components/compose/present";
import { hasGenerations } from "../components/compose/strategy";
import type { CutOverPlan } from "../components/cutover/plan";
import type { Migration } from "../components/migration/migration";
import { previousRelease } from "../components/plan/previous-release";
import { Edge, edgeAddresses } from "../components/proxy/edge";
import { Gateway, gatewayAddresses } from "../components/proxy/gateway";
import { Route } from "../components/route/route";
import { routeFolders } from "../components/route/route.render";
import { Shared } from "../components/service/shared";
import { Smoke } from "../components/smoke/smoke";
import { smokeJson } from "../components/smoke/smoke-json";
import { canaryOf } from "./canary";
import { dataServices } from "./data-services";
import { forgetFailures } from "./failures";
import { gapLines, gapsOf } from "./gaps";
import { imagePrefix, planImages, serverPlatform } from "./image-plan";
import { images } from "./images";
import { launchedImages } from "./launched-images";
import { loadApp } from "./load-app";
import { loadSmoke } from "./load-smoke";
import { migrate } from "./migrate";
import { migrationOrder } from "./migration-order";
import { prefix } from "./names";
import { openPlace } from "./open-place";
import { pinToData } from "./pin-to-data";
import { readPlaces } from "./read-places";
import { readState } from "./read-state";
import { releasedBeforeRoute } from "./release-order";
import { appUrls, routedNetworks, routedPorts } from "./routed";
import { orRunError } from "./run-error";
import { showPlan } from "./show-plan";
import { skipPromiseTraces } from "./skip-promise-traces";
import { loadStackConfig } from "./stack-config";
import { StartedServices } from "./started-services";
import { strategiesOf } from "./strategies";

/** What a stack tells about itself once it is up: docs/reference/outputs.md. */
export interface StackOutputs {
    /** Where the app is reached, when it has routes. */
    readonly url?: string;
    /** All names under which it is reached, as addresses in a browser; that one is the first. */
    readonly urls: readonly string[];
    /** IPv4 address at which requests come in: the load balancer's or the reserved one, when it has servers. */
    readonly address?: pulumi.Input<string>;
    /** Its servers with their public IPv4 addresses, when it has some: the first one has the data. */
    readonly servers?: readonly { readonly name: string; readonly address: pulumi.Input<string> }[];
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
    skipPromiseTraces();
    const directory = pulumi.getRootDirectory();
    const config = loadStackConfig();
    const { domain } = config;
    const { version, timeout } = config.release;
    const app = orRunError(() => loadApp(config, Object.keys(config.secrets), directory));
    const { secrets, templated, variables } = app;
    const compose = config.servers === undefined ? app.model : pinToData(app.model);
    const flows = orRunError(() => loadSmoke(config, variables, directory));
    for (const note of compose.notes) await pulumi.log.warn(note);
    for (const line of gapLines(gapsOf(compose, config))) await pulumi.log.info(line);
    const stack = prefix(pulumi.getProject(), pulumi.getStack(), config.id);
    const platform = config.servers === undefined ? undefined : serverPlatform;
    const planned = planImages(imagePrefix(stack, config.registry), compose, version, platform);
    const launched = launchedImages(compose, planned, config);
    const state = await readState();
    const previous = previousRelease(state);
    const urls = appUrls(config);
    const [url] = urls;
    const announcer = announceDeploys({
        ...{ version, directory, notify: config.notify },
        ...(url === undefined ? {} : { url }),
    });
    const place = await openPlace({ config, compose, stack, directory, launched, state });
    if (!pulumi.runtime.isDryRun()) forgetFailures(directory, stack);
    const { hosts, cluster } = place;
    const host = hosts.first;
    const shared = new Shared("shared", { host, stack, compose }, { dependsOn: cluster });
    const built = images(place, planned, version);
    const data = dataServices({ ...{ host, stack, config, templated }, volumes: shared.volumes });

    const ports = routedPorts(domain);
    const strategies = strategiesOf(compose, config, ports);
    const proxies = openProxies();

    const given = {
        secrets: { ...secretOutputs(secrets), ...config.secrets, ...data.secrets },
        networks: shared.networks,
        volumes: shared.volumes,
    };
    announcer.hide(Object.values(given.secrets));
    const values = { ...variables.plain, ...given.secrets };
    const smoke = flows === undefined ? {} : { smoke: smokeJson(flows, place.inside, values) };
    const placesOf = await readPlaces(strategies, given.secrets, previous);
    const services = new StartedServices({
        ...{ host, stack, config, compose, shared, built, data, strategies, ports, placesOf, proxies },
        ...given,
        ...smoke,
    });
    const order = migrationOrder(compose, config);
    const early = releasedBeforeRoute(compose, config, new Set(previous.services.keys()));
    // In an order that is the same in each update, whatever has to come before the routes.
    const names = [...order.before, ...order.after].map(({ name }) => name);
    for (const model of order.before) services.start(model, []);
    const migrated = order.migrating === undefined ? [] : migration(order.migrating);
    for (const model of order.after.filter(({ name }) => early.has(name))) services.start(model, migrated);
    const route = proxies.length === 0 ? [] : [leadRequests()];
    // What nobody needs before changes last: an abort finds it as it was.
    const last = order.after.filter(({ name }) => !early.has(name));
    for (const model of last) services.start(model, [...migrated, ...route]);
    if (route.length > 0) {
        const { door, known } = place.publish(route);
        if (flows !== undefined) {
            const args = { stack, flows: smokeJson(flows, door, values), services: names.map(engineName) };
            new Smoke("smoke", args, { dependsOn: [...known, ...route, ...Object.values(services.live)] });
        }
    }

    if (pulumi.runtime.isDryRun()) {
        const wiring = {
            ...{ directory, prefix: stack, config, compose, strategies, early, flows, previous },
            services: services.live,
        };
        await showPlan({ ...wiring, migration: migrated[0], secrets: given.secrets });
    }
    const rented = hosts.all.flatMap(({ title, address }) => (title === undefined ? [] : [{ name: title, address }]));
    return {
        ...present({ url, address: place.address }),
        ...(rented.length === 0 ? {} : { servers: rented }),
        ...{ urls, prefix: stack, services: names, version },
    };

    /** The database brought to the revision of its image, once it is there and what that needs runs. */
    function migration(model: ServiceModel): readonly Migration[] {
        const { reference, image } = built(model);
        const args = { ...{ host, stack, compose, config }, image: reference, ...given };
        const running = order.before.flatMap(({ name }) => services.completed[name] ?? []);
        return migrate(model, args, { dependsOn: [shared, ...(image === undefined ? [] : [image]), ...running] });
    }

    /** The edge and the gateway, which need no service to start. */
    function openProxies(): pulumi.Resource[] {
        if (domain.routes.length === 0) return [];
        const networks = routedNetworks(compose, domain);
        const edge = { port: place.port, ...(place.tls === undefined ? {} : { tls: place.tls }) };
        const common = { hosts, stack, placeholders: shared.networks, timeout };
        const opts = { dependsOn: shared };
        return [
            new Edge("edge", { ...common, ...edge, networks: Object.keys(networks) }, opts),
            new Gateway("gateway", { ...common, networks, routes: domain.routes }, opts),
        ];
    }

    /** The routes, once all that they lead to is healthy: the one step that moves requests. */
    function leadRequests(): Route {
        const routed = Object.keys(ports).flatMap((service) => services.live[service] ?? []);
        const routes = domain.routes.map((way) => ({ ...way, alias: services.live[way.service]?.alias ?? "" }));
        const canaries = Object.keys(ports).filter((service) => strategies[service]?.strategy === "canary");
        const addresses = [...edgeAddresses(hosts, stack, place.tls), ...gatewayAddresses(hosts, stack, domain.routes)];
        const cutOver = pulumi.all(addresses).apply(
            (reached): CutOverPlan => ({
                ...{ stack, canaries, timeout, proxies: reached },
                ...canaryOf(config.release),
            }),
        );
        const folders = Object.values(routeFolders(stack)).map((folder) => `${host.directory}/${folder}`);
        const standby = services.standby.map(({ alias }) => alias);
        const args = { ...{ host, routes, standby, cutOver, folders }, ...smoke };
        return new Route("route", args, { dependsOn: [...routed, ...services.standby, ...proxies] });
    }

    /** A generation's own name says nothing to the flows: they have seen it on its way. */
    function engineName(service: string): pulumi.Input<string> {
        const { strategy = "rolling" } = strategies[service] ?? {};
        return pulumi.interpolate`${stack}_${hasGenerations(strategy) ? service : services.live[service]?.alias}`;
    }
}

function secretOutputs(values: Readonly<Record<string, string>>): Record<string, pulumi.Output<string>> {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, pulumi.secret(value)]));
}
