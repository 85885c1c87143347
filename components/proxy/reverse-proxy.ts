import * as pulumi from "@pulumi/pulumi";
import { renderService } from "../compose/render";
import type { Host } from "../host/host";
import { Release } from "../release/release";
import { pickNetworks, stackLabel } from "../service/names";
import { type ProxyPlan, proxyImage, proxyService } from "./reverse-proxy.plan";

/** What a {@link ReverseProxy} needs to know. */
export interface ReverseProxyArgs {
    readonly host: Host;
    /** Prefix of every name on the engine. */
    readonly stack: string;
    readonly plan: ProxyPlan;
    /** Engine names of networks, by placeholder. */
    readonly placeholders: Readonly<Record<string, pulumi.Input<string>>>;
    /** Seconds a change may take until it is healthy. */
    readonly timeout: number;
}

/** One Traefik service: the edge, which takes requests from outside, or the gateway, which takes them from inside. */
export class ReverseProxy extends pulumi.ComponentResource {
    constructor(name: string, args: ReverseProxyArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:proxy:ReverseProxy", name, {}, opts);
        const model = proxyService(args.plan);
        new Release(
            `${name}-release`,
            {
                host: args.host,
                stack: args.stack,
                service: args.plan.name,
                document: renderService(model, {
                    image: proxyImage,
                    routed: false,
                    routedPorts: [],
                    labels: { [stackLabel]: args.stack },
                    volumes: {},
                    secrets: [],
                    configs: [],
                    everywhere: args.plan.everywhere,
                }),
                placeholders: pickNetworks(args.placeholders, model),
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
