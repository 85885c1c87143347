import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { readStackConfig, type StackConfig } from "./config";
import { orRunError } from "./run-error";

/** A stack's configuration inside the Pulumi program, where no secret is plain. */
export interface ProgramConfig extends Omit<StackConfig, "secrets" | "notify" | "registry" | "domain"> {
    /** By name; each is marked secret, so that Pulumi encrypts it in the state and masks it in previews. */
    readonly secrets: Readonly<Record<string, pulumi.Output<string>>>;
    /** URLs that hear of deploys, marked secret. */
    readonly notify: Readonly<{ [Kind in keyof StackConfig["notify"]]: pulumi.Output<string> }>;
    /** Where the servers get the images that are built here; its password is marked secret. */
    readonly registry?: ProgramRegistry;
    /** Where the app is reached; the token is marked secret. */
    readonly domain: ProgramDomain;
}

/** `slipway:domain` inside the Pulumi program. */
export type ProgramDomain = StackConfig["domain"] & {
    /** `acme.dnsToken`, which is not in `acme` any more. */
    readonly dnsToken?: pulumi.Output<string>;
};

/** `slipway:registry` inside the Pulumi program. */
export type ProgramRegistry = Readonly<Omit<NonNullable<StackConfig["registry"]>, "password">> & {
    /** Absent together with the user. */
    readonly password?: pulumi.Output<string>;
};

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
            environment: process.env,
            ...text,
        }),
    );
    const { registry, domain, ...others } = config;
    return {
        ...{ ...others, secrets: marked(config.secrets), notify: marked(config.notify) },
        domain: withSecretToken(domain),
        ...(registry === undefined ? {} : { registry: withSecretPassword(registry) }),
    };
}

function withSecretPassword({ password, ...registry }: NonNullable<StackConfig["registry"]>): ProgramRegistry {
    return password === undefined ? registry : { ...registry, password: pulumi.secret(password) };
}

function withSecretToken({ acme, ...domain }: StackConfig["domain"]): ProgramDomain {
    if (acme === undefined) return domain;
    const { dnsToken, ...others } = acme;
    return { ...domain, acme: others, ...(dnsToken === undefined ? {} : { dnsToken: pulumi.secret(dnsToken) }) };
}

function marked(values: Readonly<Record<string, string>>): Record<string, pulumi.Output<string>> {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, pulumi.secret(value)]));
}

/** The language host tells them in the environment; the SDK has no public way to ask. */
function secretKeys(): ReadonlySet<string> {
    const keys: unknown = JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS || "[]");
    return new Set(Array.isArray(keys) ? keys.map((key) => String(key).replace(/^([^:]+):config:/, "$1:")) : []);
}
