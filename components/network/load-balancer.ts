import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { readyPath } from "../route/entry-points";
import { edgeHealthPort } from "./firewall.plan";

/** What a {@link LoadBalancer} needs to know. */
export interface LoadBalancerArgs {
    /** Prefix of the stack's names. */
    readonly stack: string;
    readonly region: string;
    /** Id of the servers' private network. */
    readonly vpc: pulumi.Input<string>;
    /** Networks in CIDR notation from which it takes requests. */
    readonly callers: readonly string[];
    /** Ids of the servers that take requests. */
    readonly servers: readonly pulumi.Input<number>[];
}

/** Spreads connections over the servers' edges as they come: TLS ends at the edge, which learns the caller's address. */
export class LoadBalancer extends pulumi.ComponentResource {
    /** Where it takes requests. */
    public readonly address: pulumi.Output<string>;
    public readonly uid: pulumi.Output<string>;

    constructor(name: string, args: LoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:network:LoadBalancer", name, {}, opts);
        const balancer = new digitalocean.LoadBalancer(
            `${name}-balancer`,
            {
                name: args.stack,
                region: args.region,
                vpcUuid: args.vpc,
                dropletIds: [...args.servers],
                forwardingRules: [passThrough("http", 80), passThrough("https", 443)],
                // An edge without routes says that it is not well: it would answer 404.
                healthcheck: {
                    protocol: "http",
                    port: edgeHealthPort,
                    path: readyPath,
                    checkIntervalSeconds: 3,
                    responseTimeoutSeconds: 3,
                    healthyThreshold: 2,
                    unhealthyThreshold: 2,
                },
                enableProxyProtocol: true,
                firewall: { allows: args.callers.map((network) => `cidr:${network}`) },
            },
            { parent: this },
        );
        this.address = balancer.ip;
        this.uid = balancer.id;
        this.registerOutputs({});
    }
}

function passThrough(protocol: "http" | "https", port: number) {
    const plain = protocol === "http" ? ("tcp" as const) : protocol;
    return {
        entryProtocol: plain,
        entryPort: port,
        targetProtocol: plain,
        targetPort: port,
        tlsPassthrough: protocol === "https",
    };
}
