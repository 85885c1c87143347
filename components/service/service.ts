import * as pulumi from "@pulumi/pulumi";
import { isLaunched } from "../compose/files";
import { updateOrder } from "../compose/render/deploy";
import type { Host } from "../host/host";
import { generation, generationAlias } from "../release/generation";
import { Release } from "../release/release";
import { type DefinitionArgs, serviceDefinition } from "./definition";
import { pickNetworks } from "./names";
import { serviceFiles } from "./service-files";

/** What a {@link Service} needs to know. */
export interface ServiceArgs extends DefinitionArgs {
    readonly host: Host;
    /** What a registry knows the image by: the servers run this one, whatever its name leads to meanwhile. */
    readonly digest?: pulumi.Input<string>;
    /** Seconds that what is open may last when a generation goes. */
    readonly drain: number;
    /** Values of the stack's secrets by name. */
    readonly secrets: Readonly<Record<string, pulumi.Input<string>>>;
    /** Engine names of networks, by placeholder. */
    readonly networks: Readonly<Record<string, pulumi.Input<string>>>;
    /** Seconds a change may take until it is healthy. */
    readonly timeout: number;
    /** Smoke flows, from `smokeJson`, that a change has to pass. */
    readonly smoke?: pulumi.Input<string>;
}

/** One service of the compose file, with the secrets and configs that are its own. */
export class Service extends pulumi.ComponentResource {
    /** Name by which its tasks are found inside the stack's networks. */
    public readonly alias: pulumi.Output<string>;
    /** What the engine gets, but for what fills its placeholders. */
    public readonly document: string;

    constructor(name: string, args: ServiceArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:service:Service", name, {}, opts);
        const { host, stack, model } = args;
        const child = { parent: this };
        const { document, content, secrets, configs } = serviceDefinition(args);
        this.document = document;

        const files = serviceFiles({ host, stack, service: name, secrets, configs, values: args.secrets }, child);
        const placeholders = { ...pickNetworks(args.networks, model), ...files };
        const made = content === undefined ? [] : [content, ...valuesOf(placeholders)];
        const suffix = args.routed ? generation(`${name}-generation`, made, child) : undefined;
        this.alias = suffix === undefined ? pulumi.output(model.name) : generationAlias(model.name, suffix);
        new Release(
            `${name}-release`,
            {
                host,
                stack,
                service: model.name,
                ...(suffix === undefined ? {} : { generation: suffix, drain: args.drain }),
                document,
                placeholders,
                image: args.image,
                ...(args.digest === undefined ? {} : { digest: args.digest }),
                replication: model.oneOff ? "replicated-job" : "replicated",
                exclusive: updateOrder(model, args.routedPorts) === "stop-first",
                launcher: isLaunched(model),
                timeout: args.timeout,
                // A job would be run again whenever the flows change.
                ...(args.smoke === undefined || model.oneOff ? {} : { smoke: args.smoke }),
            },
            child,
        );
        this.registerOutputs({});
    }
}

/** In an order that is always the same. */
function valuesOf<T>(record: Readonly<Record<string, T>>): readonly T[] {
    return Object.entries(record)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, value]) => value);
}
