import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import type { Host } from "../host/host";

/** What a {@link PushedImage} needs to know. */
export interface PushedImageArgs {
    /** Whose engine has it. */
    readonly host: Host;
    /** Begins with the registry's address. */
    readonly reference: string;
}

/** An image in a registry, pushed by the engine of a host: where servers get it that join later. */
export class PushedImage extends pulumi.ComponentResource {
    /** What the registry knows it by, such as `sha256:…`. */
    public readonly digest: pulumi.Output<string>;

    constructor(name: string, { host, reference }: PushedImageArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:image:PushedImage", name, {}, opts);
        const pushed = new command.local.Command(
            `${name}-push`,
            {
                create: "bash components/image/push.sh",
                environment: { ...host.environment, SLIPWAY_IMAGE: reference },
                triggers: [reference],
                logging: command.local.Logging.Stderr,
            },
            { parent: this, deleteBeforeReplace: false },
        );
        this.digest = pushed.stdout;
        this.registerOutputs({});
    }
}
