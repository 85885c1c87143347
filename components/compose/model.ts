/**
 * A compose file as Slipway understands it: short forms made long, variables put in, every reference checked.
 * The names follow the compose specification (https://compose-spec.io), in camel case.
 */

import type { Strategy } from "./strategy";

/** A text that may hold secrets: literal parts, and the names of stack secrets whose values stay unknown here. */
export type Text = readonly (string | SecretReference)[];

/** Stands for the value of one entry of `slipway:secrets`. */
export interface SecretReference {
    readonly secret: string;
}

/** A whole compose file. */
export interface ComposeModel {
    /** The path as configured. */
    readonly file: string;
    readonly services: Readonly<Record<string, ServiceModel>>;
    /** Networks that at least one service uses, the implicit `default` included. */
    readonly networks: Readonly<Record<string, NetworkModel>>;
    /** Named volumes that at least one service mounts. */
    readonly volumes: Readonly<Record<string, VolumeModel>>;
    readonly secrets: Readonly<Record<string, FileModel>>;
    readonly configs: Readonly<Record<string, FileModel>>;
    /** What the file says that has no effect here, each with file, line and key path; for the operator to read. */
    readonly notes: readonly string[];
}

/** One entry of `services:`. */
export interface ServiceModel {
    readonly name: string;
    /** Line in the compose file where the service starts, from 1. */
    readonly line: number;
    /** As written; of a service with `build`, the name other services may use to share what it builds. */
    readonly image?: string;
    readonly build?: BuildModel;
    /** Operating system and architecture to build for and to run on, e.g. `linux/amd64`. */
    readonly platform?: string;
    readonly entrypoint?: readonly string[];
    readonly command?: readonly string[];
    readonly environment: Readonly<Record<string, Text>>;
    readonly dependsOn: Readonly<Record<string, DependencyCondition>>;
    /** Another service waits for this one to complete: it runs once for each change instead of serving. */
    readonly oneOff: boolean;
    readonly healthcheck?: HealthcheckModel;
    /** Container ports that it says to listen on, without publishing them. */
    readonly expose?: readonly PortModel[];
    /** Container ports that are published on the host. */
    readonly ports: readonly PortModel[];
    readonly mounts: readonly MountModel[];
    /** By network name; `default` when the file names none. */
    readonly networks: Readonly<Record<string, { readonly aliases: readonly string[] }>>;
    readonly secrets: readonly FileUse[];
    readonly configs: readonly FileUse[];
    readonly deploy: DeployModel;
    readonly labels: Readonly<Record<string, string>>;
    readonly user?: string;
    readonly workingDir?: string;
    readonly hostname?: string;
    readonly init?: boolean;
    readonly readOnly?: boolean;
    readonly tty?: boolean;
    readonly stdinOpen?: boolean;
    readonly stopSignal?: string;
    /** Compose duration, e.g. `10s`. */
    readonly stopGracePeriod?: string;
    readonly capAdd: readonly string[];
    readonly capDrop: readonly string[];
    readonly extraHosts: readonly string[];
    readonly dns: readonly string[];
    readonly sysctls: Readonly<Record<string, string>>;
    readonly ulimits: Readonly<Record<string, { readonly soft: number; readonly hard: number }>>;
    readonly logging?: { readonly driver?: string; readonly options: Readonly<Record<string, string>> };
    readonly slipway?: SlipwayModel;
}

/** `x-slipway` of a service: what compose has no key for. The stack's configuration wins over it. */
export interface SlipwayModel {
    /** Line in the compose file, from 1. */
    readonly line: number;
    readonly strategy?: Strategy;
    /** The version before stays, so that going back to it creates nothing. */
    readonly standby?: boolean;
    /** Several tasks may use the service's volumes at once. */
    readonly shared?: boolean;
}

/** When a service that another depends on counts as ready. */
export type DependencyCondition = "service_started" | "service_healthy" | "service_completed_successfully";

/** How the image of a service is built. */
export interface BuildModel {
    /** Absolute path of the build context. */
    readonly context: string;
    /** Path of the Dockerfile, relative to the context. */
    readonly dockerfile: string;
    readonly args: Readonly<Record<string, string>>;
    readonly target?: string;
}

/** How the engine learns whether a container is well; durations as in compose, e.g. `10s`. */
export interface HealthcheckModel {
    /** `["CMD", …]`, `["CMD-SHELL", "…"]` or `["NONE"]`. */
    readonly test?: readonly string[];
    readonly interval?: string;
    readonly timeout?: string;
    readonly retries?: number;
    readonly startPeriod?: string;
    readonly startInterval?: string;
}

/** A container port, and the port of the host that leads to it. */
export interface PortModel {
    readonly target: number;
    readonly published?: number;
    readonly protocol: "tcp" | "udp";
}

/** Something mounted into the containers of a service. */
export interface MountModel {
    readonly type: "volume" | "bind" | "tmpfs";
    /** Name of the volume, or absolute path on the host of a bind; none of a tmpfs or an anonymous volume. */
    readonly source?: string;
    readonly target: string;
    readonly readOnly: boolean;
    /** Bytes, of a tmpfs. */
    readonly size?: number;
    /** Several tasks may use it at once: `x-slipway` of the service or of the volume says so. */
    readonly shared?: boolean;
}

/** One entry of `networks:`. */
export interface NetworkModel {
    readonly internal: boolean;
    readonly labels: Readonly<Record<string, string>>;
}

/** One entry of `volumes:`. */
export interface VolumeModel {
    /** `name:` as written, and the key of an external one; Slipway's own name is used when there is none. */
    readonly name?: string;
    readonly external: boolean;
    readonly driver?: string;
    readonly driverOpts: Readonly<Record<string, string>>;
    readonly labels: Readonly<Record<string, string>>;
    /** Several tasks of a service may use it at once. */
    readonly shared?: boolean;
}

/** Where the content of a compose secret or config comes from. */
export type FileModel = { readonly file: string } | { readonly content: Text };

/** The use of a compose secret or config by a service. */
export interface FileUse {
    readonly source: string;
    /** Absolute path in the container, or a bare name below /run/secrets (secrets) or / (configs). */
    readonly target: string;
    readonly uid?: string;
    readonly gid?: string;
    /** Permission bits, e.g. 0o440. */
    readonly mode?: number;
}

/** How many tasks of a service run, where, with what, and how they change. */
export interface DeployModel {
    readonly replicas: number;
    readonly limits: ResourcesModel;
    readonly reservations: ResourcesModel;
    readonly restart: RestartModel;
    readonly labels: Readonly<Record<string, string>>;
    readonly placement: readonly string[];
    readonly updateConfig: {
        readonly parallelism?: number;
        readonly delay?: string;
        readonly monitor?: string;
        readonly order?: "start-first" | "stop-first";
    };
}

/** What happens when a container ends. */
export interface RestartModel {
    readonly condition: "none" | "on-failure" | "any";
    readonly maxAttempts?: number;
    /** Compose duration between two attempts. */
    readonly delay?: string;
    /** Compose duration after which a start counts as a success. */
    readonly window?: string;
}

/** Amounts of the machine that a container may have, or has for sure. */
export interface ResourcesModel {
    /** Cores, e.g. `0.5`. */
    readonly cpus?: string;
    /** Bytes. */
    readonly memory?: number;
    readonly pids?: number;
}
