import type { ServiceFile } from "./files";
import type { ServiceModel } from "./model";
import { type PlaceholderKind, placeholder } from "./placeholder";
import { renderContainer } from "./render/container";
import { renderDeploy } from "./render/deploy";
import { renderProgram } from "./render/program";
import { sorted } from "./render/sorted";
import { Mode, Template, type ValueMap, writeDocument } from "./render/write";

/** What the stack decides about a service, beside its compose file. */
export interface RenderContext {
    /** Reference of the image to run, e.g. `acme/api@sha256:…`. */
    readonly image: string;
    /** The proxy answers to the service's plain name inside the stack's networks, so the service must not. */
    readonly routed: boolean;
    /** Container ports that the proxy serves: these are not published on the host. */
    readonly routedPorts: readonly number[];
    /** Labels of the Swarm service, which win over those of `deploy.labels`. */
    readonly labels: Readonly<Record<string, string>>;
    /** Engine names of the named volumes that the service mounts, by their name in the compose file. */
    readonly volumes: Readonly<Record<string, string>>;
    /** What `secretFiles` told. */
    readonly secrets: readonly ServiceFile[];
    /** What `configFiles` told. */
    readonly configs: readonly ServiceFile[];
    /** Constraints beside those of the compose file, e.g. `node.labels.data == true`. */
    readonly placement?: readonly string[];
    /** Variables that win over those of the compose file. */
    readonly environment?: Readonly<Record<string, string>>;
    /** How long the engine watches a new task unless the compose file says so; 2s when left out. */
    readonly monitor?: string;
}

/**
 * The document for `docker stack deploy` that holds this one service, the same for the same input. Its only
 * interpolations are `${SLIPWAY_…}`: names of networks, secrets and configs (see `placeholder`), and the image's own
 * entrypoint and command (see `launcher`).
 */
export function renderService(service: ServiceModel, context: RenderContext): string {
    return writeDocument({
        services: { [service.name]: renderBody(service, context) },
        networks: external("network", Object.keys(service.networks)),
        volumes: renderVolumes(service, context),
        secrets: external("secret", keysOf(context.secrets)),
        configs: external("config", keysOf(context.configs)),
    });
}

function renderBody(service: ServiceModel, context: RenderContext): ValueMap {
    return {
        image: context.image,
        ...renderProgram(service, context.environment ?? {}),
        ...renderContainer(service),
        secrets: context.secrets.map(renderFile),
        configs: context.configs.map(renderFile),
        ports: service.ports
            .filter(({ target }) => !context.routedPorts.includes(target))
            .map(({ target, published, protocol }) => ({ target, published, protocol, mode: "host" })),
        networks: renderNetworks(service, context),
        deploy: renderDeploy(service, context),
    };
}

/** The engine's tools add the name of the document's service as an alias by themselves. */
function renderNetworks(service: ServiceModel, { routed }: RenderContext): ValueMap {
    const networks = Object.entries(service.networks).map(([name, { aliases }]) => {
        const own = routed ? [] : [service.name];
        const all = [...own, ...aliases.filter((alias) => alias !== service.name)];
        return [name, all.length > 0 ? { aliases: all } : null] as const;
    });
    return sorted(Object.fromEntries(networks));
}

function renderFile({ key, target, uid, gid, mode }: ServiceFile): ValueMap {
    return { source: key, target, uid, gid, mode: new Mode(mode) };
}

function keysOf(files: readonly ServiceFile[]): readonly string[] {
    return [...new Set(files.map(({ key }) => key))];
}

/** What exists on the engine already, under the name that a placeholder carries. */
function external(kind: PlaceholderKind, names: readonly string[]): ValueMap {
    const entries = names.map((name) => [
        name,
        { external: true, name: new Template(`\${${placeholder(kind, name)}}`) },
    ]);
    return sorted(Object.fromEntries(entries));
}

function renderVolumes(service: ServiceModel, { volumes }: RenderContext): ValueMap {
    const names = service.mounts.flatMap(({ type, source }) => (type === "volume" && source ? [source] : []));
    const entries = names.map((name) => {
        const engineName = volumes[name];
        if (engineName === undefined) {
            throw new Error(`volume ${name} of service ${service.name} has no name on the engine`);
        }
        return [name, { external: true, name: engineName }];
    });
    return sorted(Object.fromEntries(entries));
}
