import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";

/** What a {@link PrivateNetwork} needs to know. */
export interface PrivateNetworkArgs {
    /** Prefix of the stack's names. */
    readonly stack: string;
    readonly region: string;
}

/** The network that a stack's servers share with nobody, and the tag by which rules mean them. */
export class PrivateNetwork extends pulumi.ComponentResource {
    /** Goes when all of the stack's servers do. */
    public readonly resource: pulumi.Resource;
    public readonly vpc: pulumi.Output<string>;
    public readonly ipRange: pulumi.Output<string>;
    public readonly tag: pulumi.Output<string>;

    constructor(name: string, args: PrivateNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:network:PrivateNetwork", name, {}, opts);
        const child = { parent: this };
        const vpc = new digitalocean.Vpc(
            `${name}-vpc`,
            { name: args.stack, region: args.region, description: `Servers of ${args.stack}` },
            child,
        );
        this.resource = vpc;
        this.vpc = vpc.id;
        this.ipRange = vpc.ipRange;
        this.tag = new digitalocean.Tag(`${name}-tag`, { name: args.stack }, child).name;
        this.registerOutputs({});
    }
}
