import type { ComposeModel, ServiceModel } from "../components/compose/model";
import type { StackConfig } from "./config";
import { routedPorts } from "./routed";

/**
 * What other services may miss: the plain name of a routed service is the gateway's, which answers on routed ports only.
 * Each note has file, line and service, like those of the compose file itself.
 */
export function routingNotes(domain: StackConfig["domain"], model: ComposeModel): readonly string[] {
    return Object.entries(routedPorts(domain)).flatMap(([name, routed]) => {
        const service = model.services[name];
        const missed = service === undefined ? [] : portsOf(service).filter((port) => !routed.includes(port));
        if (service === undefined || missed.length === 0 || hasOtherName(service)) return [];
        const [network = "default"] = Object.keys(service.networks);
        return [
            `${model.file}:${service.line} services.${name}: inside the network, ${name} answers on the routed ${plural(routed)}, not on ${missed.join(", ")}; ` +
                `for services that need more, add a name that leads past the proxy: networks: { ${network}: { aliases: [${name}-direct] } }`,
        ];
    });
}

/** TCP ports that the compose file says the containers listen on. */
function portsOf({ ports, expose = [] }: ServiceModel): readonly number[] {
    return [...new Set([...ports, ...expose].filter(({ protocol }) => protocol === "tcp").map(({ target }) => target))];
}

function hasOtherName({ name, networks }: ServiceModel): boolean {
    return Object.values(networks).some(({ aliases }) => aliases.some((alias) => alias !== name));
}

function plural(ports: readonly number[]): string {
    return `${ports.length === 1 ? "port" : "ports"} ${ports.join(", ")}`;
}
