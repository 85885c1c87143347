import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { readStackConfig, type StackConfig } from "./config";
import { orRunError } from "./run-error";

/** A stack's configuration inside the Pulumi program, where no secret is plain. */
export interface ProgramConfig extends Omit<StackConfig, "secrets" | "notify"> {
    /** By name; each is marked secret, so that Pulumi encrypts it in the state and masks it in previews. */
    readonly secrets: Readonly<Record<string, pulumi.Output<string>>>;
    /** URLs that hear of deploys, marked secret. */
    readonly notify: Readonly<{ [Kind in keyof StackConfig["notify"]]: pulumi.Output<string> }>;
}

/**
 * Reads the configuration of the stack that Pulumi runs the program for.
 * @throws pulumi.RunError with every problem, which Pulumi prints without a stack trace
 */
export function loadStackConfig(): ProgramConfig {
    const stack = pulumi.getStack();
    const file = `Pulumi.${stack}.yaml`;
    const path = join(pulumi.getRootDirectory(), file);
    const text = existsSync(path) ? { text: readFileSync(path, "utf8") } : {};
    const config = orRunError(() =>
        readStackConfig({
            stack,
            project: pulumi.getProject(),
            file,
            values: pulumi.runtime.allConfig(),
            secretKeys: secretKeys(),
            ...text,
        }),
    );
    return { ...config, secrets: marked(config.secrets), notify: marked(config.notify) };
}

function marked(values: Readonly<Record<string, string>>): Record<string, pulumi.Output<string>> {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, pulumi.secret(value)]));
}

/** The language host tells them in the environment; the SDK has no public way to ask. */
function secretKeys(): ReadonlySet<string> {
    const keys: unknown = JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS || "[]");
    return new Set(Array.isArray(keys) ? keys.map((key) => String(key).replace(/^([^:]+):config:/, "$1:")) : []);
}
