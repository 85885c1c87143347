import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { Host } from "../host/host";
import { generation, generationAlias } from "../release/generation";
import { Release } from "../release/release";
import { autonamed } from "./names";

/** What a {@link Standby} needs to know. */
export interface StandbyArgs {
    readonly host: Host;
    /** Prefix of every name on the engine. */
    readonly stack: string;
    /** Name of the service in the compose file. */
    readonly service: string;
    /** Keys of its own Swarm secrets, as the state has them. */
    readonly secrets: readonly string[];
    /** Keys of its own configs. */
    readonly configs: readonly string[];
}

/**
 * A version of a service that has no requests and stays as it is, for a way back that creates nothing. It has the names of
 * the {@link Service} that it was; Pulumi's state, and not the program, says what it is.
 */
export class Standby extends pulumi.ComponentResource {
    /** Name by which its tasks are found inside the stack's networks. */
    public readonly alias: pulumi.Output<string>;

    constructor(name: string, args: StandbyArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:service:Service", name, {}, pulumi.mergeOptions({ transformations: [keepAsItIs] }, opts));
        const { host, stack, service } = args;
        const child = { parent: this };
        const files = { ...child, provider: host.docker };

        for (const key of args.secrets) {
            new docker.Secret(autonamed(stack, name, key), { data: kept }, files);
        }
        for (const key of args.configs) {
            new docker.ServiceConfig(autonamed(stack, name, "config", key), { data: kept }, files);
        }
        const suffix = generation(`${name}-generation`, [], child);
        this.alias = generationAlias(service, suffix);
        new Release(
            `${name}-release`,
            {
                ...{ host, stack, service, generation: suffix },
                ...{ document: kept, image: kept, placeholders: {}, timeout: 0 },
                ...{ replication: "replicated", exclusive: false, launcher: false },
            },
            child,
        );
        this.registerOutputs({});
    }
}

/** Stands where the state's value is taken. */
const kept = "as it is";

const keepAsItIs: pulumi.ResourceTransformation = ({ type, props, opts }) => {
    const ignoreChanges = inputs[type];
    return ignoreChanges && { props, opts: pulumi.mergeOptions(opts, { ignoreChanges: [...ignoreChanges] }) };
};

/** Not `*`: it would take the names that Pulumi has made for ones that the program wants, and replace them afterwards. */
const inputs: Readonly<Record<string, readonly string[]>> = {
    "command:local:Command": ["create", "update", "delete", "environment", "stdin", "triggers", "logging"],
    "docker:index/secret:Secret": ["data", "labels"],
    "docker:index/serviceConfig:ServiceConfig": ["data"],
};
