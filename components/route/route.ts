import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import type { CutOverPlan, RoutedWay } from "../cutover/plan";
import type { Host } from "../host/host";

/** A way, and the generation that shall take its requests, which may still be on its own way. */
export type PlannedRoute = Omit<RoutedWay, "alias"> & { readonly alias: pulumi.Input<string> };

/** What a {@link Route} needs to know. */
export interface RouteArgs {
    readonly host: Host;
    readonly routes: readonly PlannedRoute[];
    /** Generations without requests that stay, by their names in the network. */
    readonly standby: readonly pulumi.Input<string>[];
    /** How requests move from the generations that have them to these. */
    readonly cutOver: pulumi.Input<CutOverPlan>;
    /** Folders on the hosts that hold the proxies' routes. */
    readonly folders: readonly string[];
    /** Smoke flows, from `smokeJson`: the routes move only when they are green. */
    readonly smoke?: pulumi.Input<string>;
}

/**
 * Which service answers to which host and path: the one resource of a stack that moves requests. A change moves them
 * step by step, and puts them back and fails when a gate is red.
 */
export class Route extends pulumi.ComponentResource {
    constructor(name: string, args: RouteArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:route:Route", name, {}, opts);
        const { host, cutOver, smoke } = args;
        const ways = pulumi.all(args.routes.map((route) => pulumi.output(route)));
        const standby = pulumi.all([...args.standby]);
        new command.local.Command(
            `${name}-cutover`,
            {
                create: "bash components/cutover/cut-over.sh",
                update: "bash components/cutover/cut-over.sh",
                delete: "bash components/cutover/remove-routes.sh",
                environment: {
                    ...host.environment,
                    SLIPWAY_CUTOVER: pulumi.jsonStringify(cutOver),
                    ...(smoke === undefined ? {} : { SLIPWAY_SMOKE: pulumi.secret(smoke) }),
                },
                // A list, so that a preview shows which alias gives way to which.
                stdin: pulumi
                    .all([ways, standby])
                    .apply(([routes, aliases]) => `${JSON.stringify({ routes, standby: aliases }, undefined, 2)}\n`),
                triggers: [...args.folders],
                // What it prints on standard output is for itself, the next time.
                logging: command.local.Logging.Stderr,
            },
            { parent: this },
        );
        this.registerOutputs({});
    }
}
