import * as pulumi from "@pulumi/pulumi";
import type { ServiceFile } from "../compose/files";
import { renderService } from "../compose/render";
import type { Host } from "../host/host";
import { Release } from "../release/release";
import { pickNetworks, stackLabel } from "../service/names";
import { serviceFiles } from "../service/service-files";
import { type ProxyPlan, proxyImage, proxyService } from "./reverse-proxy.plan";

/** What a {@link ReverseProxy} needs to know. */
export interface ReverseProxyArgs {
    readonly host: Host;
    /** Prefix of every name on the engine. */
    readonly stack: string;
    readonly plan: ProxyPlan;
    /** Files that it finds in its container; none when left out. A change of one restarts it. */
    readonly secrets?: readonly ServiceFile[];
    /** What the secrets hold, by the names that they mention. */
    readonly values?: Readonly<Record<string, pulumi.Input<string>>>;
    /** Engine names of networks, by placeholder. */
    readonly placeholders: Readonly<Record<string, pulumi.Input<string>>>;
    /** Seconds a change may take until it is healthy. */
    readonly timeout: number;
}

/** One Traefik service: the edge, which takes requests from outside, or the gateway, which takes them from inside. */
export class ReverseProxy extends pulumi.ComponentResource {
    constructor(name: string, args: ReverseProxyArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:proxy:ReverseProxy", name, {}, opts);
        const { host, stack, secrets = [], values = {} } = args;
        const model = proxyService(args.plan);
        const service = args.plan.name;
        const secretNames = serviceFiles({ host, stack, service, secrets, configs: [], values }, { parent: this });
        new Release(
            `${name}-release`,
            {
                host,
                stack,
                service,
                document: renderService(model, {
                    image: proxyImage,
                    routed: false,
                    routedPorts: [],
                    labels: { [stackLabel]: stack },
                    volumes: {},
                    secrets,
                    configs: [],
                    everywhere: args.plan.everywhere,
                }),
                placeholders: { ...pickNetworks(args.placeholders, model), ...secretNames },
                image: proxyImage,
                replication: args.plan.everywhere ? "global" : "replicated",
                exclusive: args.plan.ports.length > 0,
                launcher: false,
                timeout: args.timeout,
            },
            { parent: this },
        );
        this.registerOutputs({});
    }
}
