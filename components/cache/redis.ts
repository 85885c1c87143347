import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import type { Host } from "../host/host";
import type { RedisSettings } from "./redis-settings";

/** What a {@link Redis} needs to know. */
export interface RedisArgs {
    readonly host: Host;
    /** Prefix of every name on the engine. */
    readonly stack: string;
    readonly settings: RedisSettings;
    /** Reference of the image that the service runs. */
    readonly image: string;
    /** The server's program, e.g. `redis-server`. */
    readonly program: string;
    /** Engine name of the volume, or folder of the host, that holds its data. */
    readonly data: string;
    /** Where that is mounted. */
    readonly target: string;
}

/**
 * The data of a Redis, written in the way that its service is going to read them. It comes before the service, which
 * would start empty beside data of another kind.
 */
export class Redis extends pulumi.ComponentResource {
    constructor(name: string, args: RedisArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:cache:Redis", name, {}, opts);
        const { host, stack, settings } = args;
        new command.local.Command(
            `${name}-data`,
            {
                create: "bash components/cache/keep-data.sh",
                update: "bash components/cache/keep-data.sh",
                environment: {
                    ...host.environment,
                    SLIPWAY_REDIS: `${stack}_${settings.service}`,
                    SLIPWAY_IMAGE: args.image,
                    SLIPWAY_PROGRAM: args.program,
                    SLIPWAY_DATA: args.data,
                    SLIPWAY_TARGET: args.target,
                    SLIPWAY_PERSISTENCE: settings.persistence,
                },
                logging: command.local.Logging.Stderr,
            },
            { parent: this },
        );
        this.registerOutputs({});
    }
}
