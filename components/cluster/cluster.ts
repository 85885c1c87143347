import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import type { Host } from "../host/host";

/** What a {@link Cluster} needs to know. */
export interface ClusterArgs {
    readonly host: Host;
}

/**
 * Docker Swarm over the stack's hosts. A swarm that was there before is used and left alone; one that Slipway made goes
 * with the last stack on it.
 */
export class Cluster extends pulumi.ComponentResource {
    constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:cluster:Cluster", name, {}, opts);
        new command.local.Command(
            `${name}-swarm`,
            {
                create: "bash components/cluster/init.sh",
                delete: "bash components/cluster/leave.sh",
                environment: args.host.environment,
            },
            { parent: this },
        );
        this.registerOutputs({});
    }
}
