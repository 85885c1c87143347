import { parse, stringify } from "yaml";
import type { SampleConfig } from "./sample-config";

/** The sample app as `docker stack deploy` takes it. */
export interface SampleStack {
    /** The document; it still has the `${NAME}` of the compose file. */
    readonly document: string;
    /** Services that have to become healthy. */
    readonly servers: readonly string[];
    /** Services that have to run to their end. */
    readonly jobs: readonly string[];
}

interface ComposeService {
    readonly build?: unknown;
    readonly image?: string;
    readonly restart?: string;
    readonly depends_on?: unknown;
    readonly ports?: unknown;
    readonly environment?: Readonly<Record<string, unknown>>;
    readonly deploy?: Readonly<Record<string, unknown>>;
}

/** Names of the services that a compose file builds, with the name that it gives to each image. */
export function builtServices(compose: string): ReadonlyMap<string, string | undefined> {
    const built = Object.entries(servicesOf(compose)).filter(([, { build }]) => build !== undefined);
    return new Map(built.map(([name, { image }]) => [name, image]));
}

/**
 * Writes a compose file as its user would for `docker stack deploy`: built images by name, no order of start, which
 * Swarm does not know, and no ports, since what is measured is health.
 *
 * @param images references in place of what is built, by service and by the name that the file gives to its image
 */
export function sampleStack(
    compose: string,
    images: Readonly<Record<string, string>>,
    { database, variables }: Pick<SampleConfig, "database" | "variables">,
): SampleStack {
    const entries = Object.entries(servicesOf(compose));
    const isJob = ({ restart }: ComposeService) => restart === "no";
    const rendered = entries.map(([name, service]) => {
        const { build: _build, depends_on: _order, ports: _ports, restart: _restart, ...rest } = service;
        const image = images[name] ?? images[service.image ?? ""] ?? service.image;
        const own = database?.service === name ? database.environment : {};
        // A short pause: what starts before its database is there is soon started again.
        const policy = { condition: isJob(service) ? "on-failure" : "any", delay: "1s" };
        const deploy = { endpoint_mode: "dnsrr", restart_policy: policy, ...service.deploy };
        const environment = { ...plain(service.environment ?? {}, variables), ...own };
        return [name, { ...rest, image, environment, deploy }];
    });
    const { volumes } = parse(compose) as { readonly volumes?: unknown };
    return {
        document: stringify({ services: Object.fromEntries(rendered), volumes }, { aliasDuplicateObjects: false }),
        servers: entries.filter(([, service]) => !isJob(service)).map(([name]) => name),
        jobs: entries.filter(([, service]) => isJob(service)).map(([name]) => name),
    };
}

/** The engine's own loader does not know a variable within the default of another: `${A:-x${B}}`. */
function plain(
    environment: Readonly<Record<string, unknown>>,
    variables: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
    const known = Object.keys(environment).filter((name) => name in variables);
    return { ...environment, ...Object.fromEntries(known.map((name) => [name, `\${${name}}`])) };
}

function servicesOf(compose: string): Readonly<Record<string, ComposeService>> {
    return (parse(compose, { merge: true }) as { readonly services: Readonly<Record<string, ComposeService>> })
        .services;
}
