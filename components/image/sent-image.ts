import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import type { Host } from "../host/host";

/** What a {@link SentImage} needs to know. */
export interface SentImageArgs {
    /** Where it is needed. */
    readonly host: Host;
    readonly reference: string;
    /** Address of the engine that has it. */
    readonly from: string;
}

/**
 * An image that one engine has, sent to that of a host through its connection: the layers that are not there. Where all of it
 * is there already, nothing is sent, so whoever deploys from another machine may run it again.
 */
export class SentImage extends pulumi.ComponentResource {
    constructor(name: string, { host, reference, from }: SentImageArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:image:SentImage", name, {}, opts);
        new command.local.Command(
            `${name}-send`,
            {
                create: "bash components/image/send.sh",
                environment: { ...host.environment, SLIPWAY_IMAGE: reference, SLIPWAY_FROM: from },
                triggers: [reference, host.engine],
                logging: command.local.Logging.Stderr,
            },
            // The old image stays: the tasks that run it may need it again.
            { parent: this, deleteBeforeReplace: false },
        );
        this.registerOutputs({});
    }
}
