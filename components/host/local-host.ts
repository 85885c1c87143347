import * as command from "@pulumi/command";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { Host, HostFile } from "./host";

/** What a {@link LocalHost} needs to know. */
export interface LocalHostArgs {
    /** Address of the Docker Engine, e.g. `unix:///var/run/docker.sock`. A change moves nothing: it looks elsewhere. */
    readonly engine: string;
    /** Absolute path of the folder for Slipway's own files. */
    readonly directory: string;
}

/** This machine and its Docker Engine. */
export class LocalHost extends pulumi.ComponentResource implements Host {
    public readonly index = 0;
    public readonly address = "localhost";
    public readonly docker: docker.Provider;
    public readonly environment: Readonly<Record<string, string>>;
    public readonly engine: string;
    public readonly shell = ["bash", "-c"];
    public readonly directory: string;

    constructor(name: string, args: LocalHostArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:host:LocalHost", name, {}, opts);
        this.directory = args.directory;
        this.environment = { DOCKER_HOST: args.engine };
        this.engine = args.engine;
        // The check would record a dead engine in the state and so make even `destroy` fail.
        this.docker = new docker.Provider(
            `${name}-docker`,
            { host: args.engine, disableDockerDaemonCheck: true },
            { parent: this },
        );
        this.registerOutputs({});
    }

    placeFile(name: string, file: HostFile, opts?: pulumi.CustomResourceOptions): command.local.Command {
        const path = `${this.directory}/${file.path}`;
        return new command.local.Command(
            name,
            {
                create: "bash components/host/place-file.sh",
                update: "bash components/host/place-file.sh",
                delete: "bash components/host/remove-file.sh",
                environment: { SLIPWAY_FILE: path, SLIPWAY_MODE: file.mode ?? "600" },
                stdin: file.content,
                // In another place it is another file, and the one in this place goes.
                triggers: [path],
            },
            pulumi.mergeOptions({ parent: this, deleteBeforeReplace: false }, opts),
        );
    }
}
