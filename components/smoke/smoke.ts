import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";

/** What {@link Smoke} needs to know. */
export interface SmokeArgs {
    /** Prefix of every name on the engine. */
    readonly stack: string;
    /** The flows, from `smokeJson`. */
    readonly flows: pulumi.Input<string>;
    /** Names on the engine of the services that the flows go through. */
    readonly services: readonly pulumi.Input<string>[];
}

/**
 * The smoke flows against the whole app at the end of an update: the first one, and each that changes the flows, the
 * routes, a value that they use or the name of a service. When one is red, the update fails, and the next one runs them
 * again. Nothing is put back: what a release changed has been proven by the release itself.
 */
export class Smoke extends pulumi.ComponentResource {
    constructor(name: string, args: SmokeArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:smoke:Smoke", name, {}, opts);
        new command.local.Command(
            `${name}-flows`,
            {
                create: "node --require tsx/cjs components/smoke/main.ts",
                update: "node --require tsx/cjs components/smoke/main.ts",
                environment: {
                    SLIPWAY_SMOKE: pulumi.secret(args.flows),
                    SLIPWAY_SERVICES: pulumi.all([...args.services]).apply((names) => names.join(" ")),
                    SLIPWAY_STACK: args.stack,
                    SLIPWAY_PART: "smoke",
                },
            },
            { parent: this, additionalSecretOutputs: ["stdout", "stderr"] },
        );
        this.registerOutputs({});
    }
}
