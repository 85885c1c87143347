import * as pulumi from "@pulumi/pulumi";
import type { ProxyAddress } from "../cutover/plan";
import { type Hosts, nameOn, numbered } from "../host/hosts";
import { innerEntryPoint } from "../route/entry-points";
import { renderFirstGatewayRoutes, routeFolders } from "../route/route.render";
import type { Way } from "../route/traffic";
import { ReverseProxy } from "./reverse-proxy";
import { type EntryPoint, loopbackPorts } from "./reverse-proxy.plan";

/** What a {@link Gateway} needs to know. */
export interface GatewayArgs {
    /** The first one's engine runs it. */
    readonly hosts: Hosts;
    /** Prefix of every name on the engine. */
    readonly stack: string;
    readonly routes: readonly Way[];
    /** Routed services in each network, by the network's name in the compose file. */
    readonly networks: Readonly<Record<string, readonly string[]>>;
    /** Engine names of networks, by placeholder. */
    readonly placeholders: Readonly<Record<string, pulumi.Input<string>>>;
    /** Seconds a change may take until it is healthy. */
    readonly timeout: number;
}

/** Name of the gateway's service in its document. */
const gatewayService = "slipway-gateway";

/** How the gateway of each host is reached when requests move. */
export function gatewayAddresses(hosts: Hosts, stack: string, routes: readonly Way[]): pulumi.Output<ProxyAddress>[] {
    return hosts.all.map((host) =>
        pulumi.output({
            ...{ name: nameOn("gateway", host), kind: "gateway" as const, shell: host.shell },
            service: `${stack}_${gatewayService}`,
            folder: `${host.directory}/${routeFolders(stack).gateway}`,
            ...loopbackPorts(gatewayEntryPoints(routes)),
        }),
    );
}

/** Where the gateway takes requests: on each port that a route leads to. */
function gatewayEntryPoints(routes: readonly Way[]): readonly EntryPoint[] {
    const ports = [...new Set(routes.map(({ port }) => port))].sort((a, b) => a - b);
    return ports.map((port) => ({ name: innerEntryPoint(port), port }));
}

/**
 * Answers inside the stack's networks to the plain names of routed services, so that internal callers are led to the
 * same tasks as everybody else and a release moves them too.
 */
export class Gateway extends pulumi.ComponentResource {
    constructor(name: string, args: GatewayArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:proxy:Gateway", name, {}, opts);
        const { hosts, stack } = args;
        const host = hosts.first;
        const folder = routeFolders(stack).gateway;
        // Services call each other before all are healthy and the routes are made: on the first day, and when a service
        // gains a route. These lead there until then; the real routes go first.
        const first = hosts.all.map((each) =>
            each.placeFile(
                numbered(`${name}-first-routes`, each),
                {
                    path: `${folder}/slipway.yaml`,
                    content: renderFirstGatewayRoutes(args.routes),
                    mode: "644",
                },
                { parent: this },
            ),
        );
        new ReverseProxy(
            `${name}-proxy`,
            {
                host,
                stack,
                plan: {
                    name: gatewayService,
                    entryPoints: gatewayEntryPoints(args.routes),
                    ports: [],
                    networks: Object.fromEntries(
                        Object.entries(args.networks).map(([network, aliases]) => [network, { aliases }]),
                    ),
                    routes: `${host.directory}/${folder}`,
                    // Callers keep an address for as long as their resolver does; the engine's answers carry 600 s, but
                    // resolvers in containers ask each time.
                    lameDuck: 5,
                    everywhere: hosts.mayGrow,
                },
                placeholders: args.placeholders,
                timeout: args.timeout,
            },
            { parent: this, dependsOn: first },
        );
        this.registerOutputs({});
    }
}
