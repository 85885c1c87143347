import type { ProviderDriver } from "../support/provider-driver";
import type { Properties } from "../support/values";

/** The resource types of the docker plugin that have contracts. */
export const types = {
    network: "docker:index/network:Network",
    volume: "docker:index/volume:Volume",
    secret: "docker:index/secret:Secret",
    config: "docker:index/serviceConfig:ServiceConfig",
} as const;

/** One of the resource types. */
export type Kind = keyof typeof types;

/** What a contract of the docker plugin works with. */
export interface DockerDriver {
    /** The plugin, for one resource type. */
    readonly of: (kind: Kind) => ProviderDriver;
    /** A plugin that is not yet configured. */
    readonly fresh: () => Promise<ProviderDriver>;
    /** A name on the engine that nothing else has; what bears it is removed after the test. */
    readonly name: () => string;
    /** Runs the docker command line against the same engine; returns what it printed. */
    readonly docker: (...args: readonly string[]) => string;
}

/** The least inputs with which an object of each kind can be made. */
export const least: Readonly<Record<Kind, Properties>> = {
    network: {},
    volume: {},
    secret: { data: base64("hidden") },
    config: { data: base64("shown") },
};

/** Encodes text as the `data` inputs want it. */
export function base64(text: string): string {
    return Buffer.from(text).toString("base64");
}
