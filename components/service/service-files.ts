import { readFileSync } from "node:fs";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { ServiceFile } from "../compose/files";
import { placeholder } from "../compose/placeholder";
import type { Host } from "../host/host";
import { autonamed, stackLabel } from "./names";
import { resolveText } from "./resolve-text";

/** The Swarm secrets and configs of one service. */
export interface ServiceFilesArgs {
    readonly host: Host;
    readonly stack: string;
    readonly service: string;
    readonly secrets: readonly ServiceFile[];
    readonly configs: readonly ServiceFile[];
    /** Values of the stack's secrets by name. */
    readonly values: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * Makes the secrets and configs of a service.
 *
 * @returns the engine's names of them, by the placeholder that stands for them in the document.
 */
export function serviceFiles(
    args: ServiceFilesArgs,
    opts: pulumi.CustomResourceOptions,
): Record<string, pulumi.Output<string>> {
    const options = { ...opts, provider: args.host.docker };
    const labels = [{ label: stackLabel, value: args.stack }];
    const names: Record<string, pulumi.Output<string>> = {};
    for (const { key, content } of args.secrets) {
        const name = autonamed(args.stack, args.service, key);
        const data = pulumi.secret(base64(content, args.values));
        names[placeholder("secret", key)] = new docker.Secret(name, { data, labels }, options).name;
    }
    for (const { key, content } of args.configs) {
        const name = autonamed(args.stack, args.service, "config", key);
        const data = base64(content, args.values);
        names[placeholder("config", key)] = new docker.ServiceConfig(name, { data }, options).name;
    }
    return names;
}

function base64(content: ServiceFile["content"], values: ServiceFilesArgs["values"]): pulumi.Output<string> {
    if ("file" in content) return pulumi.output(readFileSync(content.file).toString("base64"));
    return resolveText(content, values).apply((text) => Buffer.from(text).toString("base64"));
}
