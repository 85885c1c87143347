import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { placeholder } from "../compose/placeholder";
import type { ProxyAddress } from "../cutover/plan";
import type { Host } from "../host/host";
import { type Hosts, nameOn, numbered } from "../host/hosts";
import { routeFolders } from "../route/route.render";
import { autonamed, stackLabel } from "../service/names";
import { edgeEntryPoints, edgePorts } from "./edge.plan";
import { type EdgeTls, edgeSecrets } from "./edge-secrets";
import { ReverseProxy } from "./reverse-proxy";
import { loopbackPorts } from "./reverse-proxy.plan";
import { renderTls, tlsFiles } from "./tls.render";

/** What an {@link Edge} needs to know. */
export interface EdgeArgs {
    /** The first one's engine runs it, on each of them. */
    readonly hosts: Hosts;
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
    /** It takes requests over TLS; left out: in plain text. */
    readonly tls?: EdgeTls;
}

/** Name of the edge's service in its document. */
export const edgeService = "slipway-edge";

/** The edge's own network. */
const outsideNetwork = "slipway-edge";

/** How the edge of each host is reached when requests move. */
export function edgeAddresses(hosts: Hosts, stack: string, tls?: EdgeTls): pulumi.Output<ProxyAddress>[] {
    return hosts.all.map((host) =>
        pulumi.output({
            ...{ name: nameOn("edge", host), kind: "edge" as const, shell: host.shell },
            service: `${stack}_${edgeService}`,
            folder: `${host.directory}/${routeFolders(stack).edge}`,
            ...loopbackPorts(edgeEntryPoints(tls)),
            ...(tls === undefined ? {} : { secure: true, balanced: tls.balancer !== undefined }),
        }),
    );
}

/** Takes requests from outside, on a port of the host. */
export class Edge extends pulumi.ComponentResource {
    constructor(name: string, args: EdgeArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:proxy:Edge", name, {}, opts);
        const { hosts, stack, tls } = args;
        const host = hosts.first;
        const folder = routeFolders(stack).edge;
        // The engine mounts only a folder that is there.
        const files = hosts.all.map((each) =>
            each.placeFile(
                numbered(`${name}-folder`, each),
                {
                    path: `${folder}/slipway.yaml`,
                    content: "# The routes of the stack lie beside this file.\n",
                    mode: "644",
                },
                { parent: this },
            ),
        );
        const settings = tls === undefined ? [] : hosts.all.map((each) => this.#placeTls(name, each, folder, tls));
        // A container whose networks are all internal gets no port of the host.
        const outside = new docker.Network(
            autonamed(`${stack}-${outsideNetwork}`),
            { driver: "overlay", labels: [{ label: stackLabel, value: stack }] },
            { parent: this, provider: host.docker },
        );
        const { source, sourceNetwork } = tls ?? {};
        const own = [outsideNetwork, ...(source === undefined ? [] : [source.network])];
        const networks = [...args.networks, ...own].map((network) => [network, { aliases: [] }]);
        new ReverseProxy(
            `${name}-proxy`,
            {
                host,
                stack,
                plan: {
                    name: edgeService,
                    entryPoints: edgeEntryPoints(tls),
                    ports: edgePorts(args.port, tls),
                    networks: Object.fromEntries(networks),
                    routes: `${host.directory}/${folder}`,
                    lameDuck: tls?.balancer?.notice ?? 0,
                    everywhere: true,
                    ...(source === undefined ? {} : { certificates: { ...tlsFiles, url: source.certificates } }),
                },
                placeholders: {
                    ...args.placeholders,
                    [placeholder("network", outsideNetwork)]: outside.name,
                    ...(source === undefined || sourceNetwork === undefined
                        ? {}
                        : { [placeholder("network", source.network)]: sourceNetwork }),
                },
                timeout: args.timeout,
                ...edgeSecrets(tls),
            },
            { parent: this, dependsOn: [...files, ...settings] },
        );
        this.registerOutputs({});
    }

    #placeTls(name: string, host: Host, folder: string, tls: EdgeTls): pulumi.Resource {
        const content = renderTls({
            clientAuthority: tls.clientAuthority !== undefined,
            ...(tls.source === undefined ? {} : { challenges: tls.source.challenges }),
        });
        return host.placeFile(
            numbered(`${name}-tls`, host),
            { path: `${folder}/tls.yaml`, content, mode: "644" },
            { parent: this },
        );
    }
}
