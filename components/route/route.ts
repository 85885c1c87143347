import * as pulumi from "@pulumi/pulumi";
import type { Host } from "../host/host";
import { type RouteTarget, renderEdgeRoutes, renderGatewayRoutes, routeFolders, routesFile } from "./route.render";

/** A route whose service may still be on its way. */
export type PlannedRoute = Omit<RouteTarget, "alias"> & { readonly alias: pulumi.Input<string> };

/** What a {@link Route} needs to know. */
export interface RouteArgs {
    readonly host: Host;
    /** Prefix of every name on the engine. */
    readonly stack: string;
    readonly routes: readonly PlannedRoute[];
}

/** Which service answers to which host and path: the one resource of a stack that moves requests. */
export class Route extends pulumi.ComponentResource {
    constructor(name: string, args: RouteArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:route:Route", name, {}, opts);
        const child = { parent: this };
        const folders = routeFolders(args.stack);
        const targets = pulumi.all(args.routes.map((route) => pulumi.output(route)));

        const place = (role: "edge" | "gateway", render: (targets: readonly RouteTarget[]) => string) =>
            args.host.placeFile(
                `${name}-${role}`,
                { path: `${folders[role]}/${routesFile}`, content: targets.apply(render), mode: "644" },
                child,
            );
        place("edge", renderEdgeRoutes);
        place("gateway", (resolved) => renderGatewayRoutes(resolved));
        this.registerOutputs({});
    }
}
