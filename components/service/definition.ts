import { createHash } from "node:crypto";
import { configFiles, type ServiceFile, secretFiles } from "../compose/files";
import type { ComposeModel, ServiceModel } from "../compose/model";
import { type RenderContext, renderService } from "../compose/render";
import { hasGenerations, type Strategy } from "../compose/strategy";
import { stackLabel } from "./names";

/** What decides what a service is. */
export interface DefinitionArgs {
    /** Prefix of every name on the engine. */
    readonly stack: string;
    readonly model: ServiceModel;
    readonly compose: ComposeModel;
    /** Reference of the image to run. */
    readonly image: string;
    /** Version of the release that built the image, when it was built here. */
    readonly version?: string;
    /** It has a route: its plain name is the gateway's, and its own ends in a generation's suffix. */
    readonly routed: boolean;
    /** Container ports that the proxies serve; none: the service is not routed. */
    readonly routedPorts: readonly number[];
    /** How a new version takes the place of the old one. */
    readonly strategy: Strategy;
    /** Engine names of volumes, by name in the compose file. */
    readonly volumes: Readonly<Record<string, string>>;
}

/** What a service is, but for the engine's names of what it uses. */
export interface ServiceDefinition {
    /** What the engine gets, with placeholders. */
    readonly document: string;
    /**
     * Digest of what its containers are made from: the document without what concerns the service around them. Undefined
     * where another content is no other generation.
     */
    readonly content: string | undefined;
    readonly secrets: readonly ServiceFile[];
    readonly configs: readonly ServiceFile[];
}

/** Defines a service. */
export function serviceDefinition(args: DefinitionArgs): ServiceDefinition {
    const { stack, model, compose, strategy } = args;
    const secrets = secretFiles(model, compose);
    const configs = configFiles(model, compose);
    const context: RenderContext = {
        image: args.image,
        routed: args.routed,
        routedPorts: args.routedPorts,
        labels: {
            [stackLabel]: stack,
            "slipway.service": model.name,
            ...(args.version === undefined ? {} : { "slipway.version": args.version }),
        },
        volumes: args.volumes,
        secrets,
        configs,
        recreate: strategy === "recreate",
    };
    return {
        document: renderService(model, context),
        content: hasGenerations(strategy) ? contentOf(model, context) : undefined,
        ...{ secrets, configs },
    };
}

function contentOf(model: ServiceModel, context: RenderContext): string {
    const plain = { ...model, deploy: { ...model.deploy, replicas: 1, labels: {}, updateConfig: {} } };
    const document = renderService(plain, { ...context, labels: {}, recreate: false });
    return createHash("sha256").update(document).digest("hex").slice(0, 12);
}
