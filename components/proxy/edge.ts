import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { placeholder } from "../compose/placeholder";
import type { ProxyAddress } from "../cutover/plan";
import type { Host } from "../host/host";
import { webEntryPoint } from "../route/entry-points";
import { routeFolders } from "../route/route.render";
import { autonamed, stackLabel } from "../service/names";
import { ReverseProxy } from "./reverse-proxy";
import { type EntryPoint, loopbackPorts } from "./reverse-proxy.plan";

/** What an {@link Edge} needs to know. */
export interface EdgeArgs {
    readonly host: Host;
    /** Prefix of every name on the engine. */
    readonly stack: string;
    /** Port of the host. A change restarts the edge: requests fail for some seconds. */
    readonly port: number;
    /** Networks of the services it leads to, by their names in the compose file. */
    readonly networks: readonly string[];
    /** Engine names of networks, by placeholder. */
    readonly placeholders: Readonly<Record<string, pulumi.Input<string>>>;
    /** Seconds a change may take until it is healthy. */
    readonly timeout: number;
}

/** Port inside the edge's container. */
const innerPort = 8080;

/** Name of the edge's service in its document. */
export const edgeService = "slipway-edge";

/** Where the edge takes requests. */
const edgeEntryPoints: readonly EntryPoint[] = [{ name: webEntryPoint, port: innerPort }];

/** The edge's own network. */
const outsideNetwork = "slipway-edge";

/** How the edge is reached when requests move. */
export function edgeAddress(host: Host, stack: string): ProxyAddress {
    return {
        ...{ name: "edge", kind: "edge", shell: host.shell, service: `${stack}_${edgeService}` },
        folder: `${host.directory}/${routeFolders(stack).edge}`,
        ...loopbackPorts(edgeEntryPoints),
    };
}

/** Takes requests from outside, on a port of the host. */
export class Edge extends pulumi.ComponentResource {
    constructor(name: string, args: EdgeArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:proxy:Edge", name, {}, opts);
        const { host, stack } = args;
        const folder = routeFolders(stack).edge;
        // The engine mounts only a folder that is there.
        const file = host.placeFile(
            `${name}-folder`,
            {
                path: `${folder}/slipway.yaml`,
                content: "# The routes of the stack lie beside this file.\n",
                mode: "644",
            },
            { parent: this },
        );
        // A container whose networks are all internal gets no port of the host.
        const outside = new docker.Network(
            autonamed(`${stack}-${outsideNetwork}`),
            { driver: "overlay", labels: [{ label: stackLabel, value: stack }] },
            { parent: this, provider: host.docker },
        );
        const networks = [...args.networks, outsideNetwork].map((network) => [network, { aliases: [] }]);
        new ReverseProxy(
            `${name}-proxy`,
            {
                host,
                stack,
                plan: {
                    name: edgeService,
                    entryPoints: edgeEntryPoints,
                    ports: [{ target: innerPort, published: args.port, protocol: "tcp" }],
                    networks: Object.fromEntries(networks),
                    routes: `${host.directory}/${folder}`,
                    lameDuck: 0,
                    everywhere: true,
                },
                placeholders: { ...args.placeholders, [placeholder("network", outsideNetwork)]: outside.name },
                timeout: args.timeout,
            },
            { parent: this, dependsOn: file },
        );
        this.registerOutputs({});
    }
}
