import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";

/** What {@link Lingering} needs to know. */
export interface LingeringArgs {
    /** Seconds for which an address may be known after the names lead elsewhere. */
    readonly seconds: number;
    /** With this all of the servers go: nobody is served any more then, and nothing waits. */
    readonly network: pulumi.Resource;
}

/**
 * Keeps the way to the app by an address for a while after the names lead elsewhere: what it depends on goes only when its
 * own time is up.
 */
export class Lingering extends pulumi.ComponentResource {
    constructor(name: string, { seconds, network }: LingeringArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:network:Lingering", name, {}, opts);
        new command.local.Command(
            `${name}-address`,
            {
                create: "true",
                delete: "bash components/network/outlive-names.sh",
                environment: { SLIPWAY_SECONDS: `${seconds}` },
            },
            { parent: this, deletedWith: network },
        );
        this.registerOutputs({});
    }
}
