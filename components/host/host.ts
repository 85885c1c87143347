import type * as command from "@pulumi/command";
import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";

/** Where containers and commands run. Nothing above this folder asks which kind of host it has. */
export interface Host extends pulumi.Resource {
    /** Its place among the stack's hosts, from 0. */
    readonly index: number;
    /** Its name for people, where there can be several. */
    readonly title?: string;
    /** Name or address at which the host's published ports are reached. */
    readonly address: pulumi.Input<string>;
    /** Makes networks, volumes, secrets and configs on the host's engine. */
    readonly docker: docker.Provider;
    /** Environment in which Slipway's scripts talk to the host's engine. */
    readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
    /** Tells the host's engine from others: what lies on another one is another thing. */
    readonly engine: pulumi.Input<string>;
    /** Words that run a script on the host, which is the word after them. */
    readonly shell: pulumi.Input<readonly string[]>;
    /** Absolute path of the folder on the host that holds Slipway's own files. */
    readonly directory: string;
    /** Puts a file on the host, complete or not at all; it goes when the resource goes. */
    placeFile(name: string, file: HostFile, opts?: pulumi.CustomResourceOptions): command.local.Command;
}

/** A file on a host. */
export interface HostFile {
    /** Path below the host's `directory`. */
    readonly path: string;
    readonly content: pulumi.Input<string>;
    /** Permission bits, as chmod reads them; `600` when left out. */
    readonly mode?: string;
}
