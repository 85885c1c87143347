import { relative } from "node:path";
import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import type { BuildModel } from "../compose/model";

/** What an {@link Image} needs to know. */
export interface ImageArgs {
    /** Environment in which docker talks to the engine that builds it. */
    readonly builder: Readonly<Record<string, pulumi.Input<string>>>;
    /** Full reference, which says what it is built from. */
    readonly reference: string;
    readonly build: BuildModel;
    /** What it shall run on, e.g. `linux/amd64`; the engine's own platform when left out. */
    readonly platform?: string;
    /** Version of the release, for the image's labels. */
    readonly version: string;
}

/**
 * An image built from a compose file's `build`. Its name says what it was built from, so a change of a source file is a
 * change that the preview shows, and a rebuild without one is none. Labels tell version, commit and build time.
 */
export class Image extends pulumi.ComponentResource {
    constructor(name: string, args: ImageArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:image:Image", name, {}, opts);
        const environment: Record<string, pulumi.Input<string>> = {
            ...args.builder,
            SLIPWAY_IMAGE: args.reference,
            SLIPWAY_VERSION: args.version,
            SLIPWAY_CONTEXT: relative(process.cwd(), args.build.context) || ".",
            SLIPWAY_DOCKERFILE: args.build.dockerfile,
            SLIPWAY_TARGET: args.build.target ?? "",
            SLIPWAY_PLATFORM: args.platform ?? "",
        };
        for (const [key, value] of Object.entries(args.build.args)) environment[`SLIPWAY_ARG_${key}`] = value;

        new command.local.Command(
            `${name}-build`,
            {
                create: "bash components/image/build.sh",
                environment,
                triggers: [args.reference],
                logging: command.local.Logging.None,
            },
            // The old image stays: the tasks that run it may need it again.
            { parent: this, deleteBeforeReplace: false },
        );
        this.registerOutputs({ reference: args.reference });
    }
}
