import type { ServiceModel } from "./model";

/** What two tasks of a service at a time would fight over: a named volume, or a port of the host. */
export type ExclusiveUse = { readonly volume: string } | { readonly port: number };

/**
 * What a task of a service must have to itself: a port of the node, or a named volume that a single task writes to,
 * unless `x-slipway` says that several may. Undefined when two can run side by side.
 *
 * @param routedPorts container ports that the proxies serve: these are not published
 */
export function exclusiveUse(service: ServiceModel, routedPorts: readonly number[]): ExclusiveUse | undefined {
    const port = service.ports.find(({ target, published }) => published && !routedPorts.includes(target))?.published;
    if (port !== undefined) return { port };
    const volume = service.mounts.find(isOwn)?.source;
    return volume !== undefined && service.deploy.replicas === 1 ? { volume } : undefined;
}

function isOwn({ type, source, readOnly, shared }: ServiceModel["mounts"][number]): boolean {
    return type === "volume" && source !== undefined && !readOnly && shared !== true;
}
