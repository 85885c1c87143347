import type { ServiceFile } from "./files";
import type { ServiceModel } from "./model";
import { type PlaceholderKind, placeholder } from "./placeholder";
import { anyGeneration } from "./render/any-generation";
import { renderContainer } from "./render/container";
import type { RenderContext } from "./render/context";
import { renderDeploy } from "./render/deploy";
import { renderProgram } from "./render/program";
import { sorted } from "./render/sorted";
import { Mode, Template, type ValueMap, writeDocument } from "./render/write";

export type { RenderContext } from "./render/context";

/**
 * The document for `docker stack deploy` that holds this one service, the same for the same input. Its only
 * interpolations are `${SLIPWAY_…}`: names of networks, secrets and configs (see `placeholder`), the image's own
 * entrypoint and command (see `launcher`), and the revision that the containers are labelled with.
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
        ...renderProgram(service, context),
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
        const own = [routed ? anyGeneration(service.name) : service.name];
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
