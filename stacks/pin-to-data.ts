import type { ComposeModel, ServiceModel } from "../components/compose/model";

/** What Swarm knows the server by that holds the data. */
const onDataServer = "node.labels.slipway.data==yes";

/**
 * Keeps what needs the first server on it, also while there is no other: services with volumes, which lie there, and what
 * runs once, which is looked after there.
 */
export function pinToData(compose: ComposeModel): ComposeModel {
    const services = Object.entries(compose.services).map(([name, service]) => [name, pinned(service)]);
    return { ...compose, services: Object.fromEntries(services) };
}

function pinned(service: ServiceModel): ServiceModel {
    const hasVolume = service.mounts.some(({ type, source }) => type === "volume" && source !== undefined);
    if (!hasVolume && !service.oneOff) return service;
    const { deploy } = service;
    return { ...service, deploy: { ...deploy, placement: [...deploy.placement, onDataServer] } };
}
