import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import type { Host } from "../host/host";
import { routeFolders, routesFile } from "../route/route.render";
import { routesDigest } from "../route/routes-digest";
import type { SmokeRun } from "../smoke/plan";

/** What a {@link Release} needs to know. */
export interface ReleaseArgs {
    readonly host: Host;
    /** Prefix of every name on the engine, e.g. `slipway-local-3f9a`. */
    readonly stack: string;
    /** Name of the service in its document. */
    readonly service: string;
    /** Suffix of the service's name on the engine, when it has generations. */
    readonly generation?: pulumi.Input<string>;
    /** Document for `docker stack deploy` with this one service. */
    readonly document: pulumi.Input<string>;
    /** Values of the document's placeholders. */
    readonly placeholders: Readonly<Record<string, pulumi.Input<string>>>;
    /** Reference of the image that the document names. */
    readonly image: string;
    /** What a registry knows the image by, which the engine is given beside its reference. */
    readonly digest?: pulumi.Input<string>;
    /** `replicated-job` runs once for each change instead of serving; `global` runs on every node. */
    readonly replication: "replicated" | "replicated-job" | "global";
    /** It holds something that its successor needs: under another name it goes before that one comes. */
    readonly exclusive: boolean;
    /** The launcher starts the image's own program, which the engine is asked for. */
    readonly launcher: boolean;
    /** How long a change may take until it is healthy, in seconds. */
    readonly timeout: number;
    /** Seconds that what is open may last when a generation goes: requests, and WebSockets. */
    readonly drain?: number;
    /** Smoke flows, from `smokeJson`: a change of the service is put back when they are red. */
    readonly smoke?: pulumi.Input<string>;
}

/**
 * One service on the engine, released `rolling`: a change of its document replaces its tasks one by one, the new ones
 * first where they can run beside the old, and is put back when the new ones do not get healthy.
 */
export class Release extends pulumi.ComponentResource {
    constructor(name: string, args: ReleaseArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:release:Release", name, {}, opts);
        const generation = args.generation ?? "";
        const environment: Record<string, pulumi.Input<string>> = {
            ...args.host.environment,
            ...args.placeholders,
            SLIPWAY_STACK: args.stack,
            SLIPWAY_SERVICE: args.service,
            SLIPWAY_GENERATION: generation,
            SLIPWAY_IMAGE: args.image,
            ...(args.digest === undefined ? {} : { SLIPWAY_DIGEST: args.digest }),
            SLIPWAY_REPLICATION: args.replication,
            SLIPWAY_LAUNCHER: args.launcher ? "yes" : "",
            SLIPWAY_TIMEOUT: `${args.timeout}`,
            ...(args.drain === undefined ? {} : { SLIPWAY_DRAIN: `${args.drain}` }),
            ...(args.smoke === undefined ? {} : smokeEnvironment(args)),
        };

        new command.local.Command(
            `${name}-service`,
            {
                create: "bash components/release/apply.sh",
                update: "bash components/release/apply.sh",
                delete: "bash components/release/remove.sh",
                environment,
                stdin: args.document,
                // Under another name it is another service, and the one of this name goes.
                triggers: [args.stack, generation, args.host.engine],
                // What it prints on standard output is for itself, the next time.
                logging: command.local.Logging.Stderr,
            },
            // Without a generation its successor has the same name, and the removal would be the successor's.
            { parent: this, deleteBeforeReplace: args.exclusive || args.generation === undefined },
        );

        this.registerOutputs({});
    }
}

/** Routes that change with the service are not there yet when it is released: the script looks which ones are. */
function smokeEnvironment({ host, stack, smoke = "" }: ReleaseArgs): Record<string, pulumi.Input<string>> {
    const routes = pulumi.output(smoke).apply((json) => routesDigest((JSON.parse(json) as SmokeRun).routes));
    return {
        SLIPWAY_SMOKE: pulumi.secret(smoke),
        SLIPWAY_ROUTES: pulumi.unsecret(routes),
        SLIPWAY_ROUTES_FILE: `${host.directory}/${routeFolders(stack).edge}/${routesFile}`,
    };
}
