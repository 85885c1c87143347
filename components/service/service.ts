import * as pulumi from "@pulumi/pulumi";
import { configFiles, isLaunched, secretFiles } from "../compose/files";
import type { ComposeModel, ServiceModel } from "../compose/model";
import { renderService } from "../compose/render";
import { updateOrder } from "../compose/render/deploy";
import type { Host } from "../host/host";
import { Release } from "../release/release";
import { pickNetworks, stackLabel } from "./names";
import { serviceFiles } from "./service-files";

/** What a {@link Service} needs to know. */
export interface ServiceArgs {
    readonly host: Host;
    /** Prefix of every name on the engine. */
    readonly stack: string;
    readonly model: ServiceModel;
    readonly compose: ComposeModel;
    /** Reference of the image to run. */
    readonly image: string;
    /** Version of the release that built the image, when it was built here. */
    readonly version?: string;
    /** Container ports that the proxies serve; none: the service is not routed. */
    readonly routedPorts: readonly number[];
    /** Suffix of a routed service's name: its plain name is the gateway's. */
    readonly generation?: pulumi.Input<string>;
    /** Values of the stack's secrets by name. */
    readonly secrets: Readonly<Record<string, pulumi.Input<string>>>;
    /** Engine names of networks, by placeholder. */
    readonly networks: Readonly<Record<string, pulumi.Input<string>>>;
    /** Engine names of volumes, by name in the compose file. */
    readonly volumes: Readonly<Record<string, string>>;
    /** Seconds a change may take until it is healthy. */
    readonly timeout: number;
    /** Smoke flows, from `smokeJson`, that a change has to pass. */
    readonly smoke?: pulumi.Input<string>;
}

/** One service of the compose file, with the secrets and configs that are its own. */
export class Service extends pulumi.ComponentResource {
    constructor(name: string, args: ServiceArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:service:Service", name, {}, opts);
        const { host, stack, model, compose } = args;
        const child = { parent: this };
        const secrets = secretFiles(model, compose);
        const configs = configFiles(model, compose);

        const files = serviceFiles({ host, stack, service: name, secrets, configs, values: args.secrets }, child);
        const document = renderService(model, {
            image: args.image,
            routed: args.generation !== undefined,
            routedPorts: args.routedPorts,
            labels: {
                [stackLabel]: stack,
                "slipway.service": name,
                ...(args.version === undefined ? {} : { "slipway.version": args.version }),
            },
            volumes: args.volumes,
            secrets,
            configs,
        });
        new Release(
            `${name}-release`,
            {
                host,
                stack,
                service: name,
                ...(args.generation === undefined ? {} : { generation: args.generation }),
                document,
                placeholders: { ...pickNetworks(args.networks, model), ...files },
                image: args.image,
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
