import * as command from "@pulumi/command";
import * as digitalocean from "@pulumi/digitalocean";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { Host, HostFile } from "./host";
import { openConnection, type ServerAddress, sharedConnection } from "./open-connection";
import { renderServer } from "./server/server.render";
import type { ServerSettings } from "./server/server-settings";
import { setupScript } from "./server/setup-script";
import { renderUserData } from "./server/user-data.render";
import { type SshKey, sshKey } from "./ssh-key";

/** What a {@link Droplet} needs to know. */
export interface DropletArgs {
    /** Its place among the stack's servers, from 0. */
    readonly index: number;
    /** Its name with DigitalOcean, which is its host name. */
    readonly title: string;
    readonly region: string;
    readonly size: string;
    /** Id of the private network. */
    readonly vpc: pulumi.Input<string>;
    /** Tag that the firewall knows it by. */
    readonly tag: pulumi.Input<string>;
    /** Slipway's own key on it. */
    readonly key: SshKey;
    /** The same as DigitalOcean knows it: without one it would send a password by mail. */
    readonly keyId: pulumi.Input<string>;
    /** What it is set up with. */
    readonly settings: Pick<ServerSettings, "image" | "keys" | "swap" | "volume">;
    /** Id of the volume that is attached to it. */
    readonly volume?: pulumi.Input<string>;
    /** Where its engine gets private images. */
    readonly registry?: RegistryAccess;
    /** Seconds until it has to be ready. */
    readonly timeout: number;
}

/** Who may use a registry. */
export interface RegistryAccess {
    /** Host, with its port where it is no usual one. */
    readonly host: string;
    readonly user: string;
    readonly password: pulumi.Output<string>;
}

/** A server at DigitalOcean, reached by SSH with a host key that was made for it. */
export class Droplet extends pulumi.ComponentResource implements Host {
    public readonly index: number;
    public readonly title: string;
    public readonly address: pulumi.Output<string>;
    readonly #name: string;
    #docker: docker.Provider | undefined;
    public readonly environment: Readonly<Record<string, pulumi.Output<string>>>;
    public readonly engine: pulumi.Output<string>;
    public readonly shell: pulumi.Output<string[]>;
    public readonly directory = "/var/lib/slipway";
    /** Its address in the private network. */
    public readonly privateAddress: pulumi.Output<string>;
    public readonly dropletId: pulumi.Output<number>;
    /** Its public host key: type and key. */
    public readonly hostKey: pulumi.Output<string>;

    constructor(name: string, args: DropletArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:host:Droplet", name, {}, opts);
        this.#name = name;
        const child = { parent: this };
        const { key } = args;
        const settings = key.publicKey.apply((deployKey) => ({ ...args.settings, name: args.title, deployKey }));
        const script = setupScript();
        this.index = args.index;
        this.title = args.title;
        const hostKey = sshKey(`${name}-host-key`, args.title, child);
        // What known_hosts holds: without the comment.
        this.hostKey = hostKey.publicKey.apply((line) => line.split(" ").slice(0, 2).join(" "));

        const droplet = new digitalocean.Droplet(
            `${name}-droplet`,
            {
                name: args.title,
                region: args.region,
                size: args.size,
                image: args.settings.image,
                vpcUuid: args.vpc,
                tags: [args.tag],
                sshKeys: [args.keyId],
                // Another size is no other disk, so that the size before is a way back.
                resizeDisk: false,
                monitoring: true,
                ...(args.volume === undefined ? {} : { volumeIds: [args.volume] }),
                userData: pulumi.secret(
                    pulumi
                        .all([settings, hostKey.privateKey, hostKey.publicKey])
                        .apply(([known, privateKey, publicKey]) =>
                            renderUserData(known, { privateKey, publicKey }, script),
                        ),
                ),
            },
            // Only a new server is born with them; what runs is brought up to date over SSH, and never replaced for it.
            {
                ...child,
                ignoreChanges: ["userData", "image", "sshKeys", "monitoring"],
                // A volume is attached to one server at a time.
                ...(args.volume === undefined ? {} : { deleteBeforeReplace: true }),
                // The plugin's own limit is an hour, which another size may need.
                customTimeouts: { create: `${args.timeout}s` },
            },
        );
        this.dropletId = droplet.id.apply(Number);
        this.engine = droplet.id;
        this.privateAddress = droplet.ipv4AddressPrivate;
        const ready = new command.local.Command(
            `${name}-ready`,
            {
                create: "bash components/host/server/sync.sh",
                update: "bash components/host/server/sync.sh",
                environment: {
                    SLIPWAY_SERVER: args.title,
                    SLIPWAY_SERVER_ADDRESS: droplet.ipv4Address,
                    SLIPWAY_SERVER_KEY: this.hostKey,
                    SLIPWAY_SSH_KEY: key.privateKey,
                    SLIPWAY_TIMEOUT: `${args.timeout}`,
                },
                stdin: settings.apply((known) => renderServer(known, script)),
                triggers: [droplet.id],
                logging: command.local.Logging.Stderr,
            },
            { ...child, deleteBeforeReplace: false },
        );

        // Whoever knows how to reach it has waited until it is ready; a preview knows it as long as it stays.
        const once = <T>(value: pulumi.Output<T>) => pulumi.all([value, ready.urn]).apply(([known]) => known as T);
        this.address = once(droplet.ipv4Address);
        this.environment = {
            SLIPWAY_HOST: this.address,
            SLIPWAY_HOST_KEY: this.hostKey,
            SLIPWAY_SSH_KEY: key.privateKey,
            ...registryEnvironment(args.registry),
        };
        this.shell = pulumi
            .all([this.address, this.hostKey])
            .apply(([address, known]) => ["bash", "components/host/on-server.sh", address, known]);
        this.registerOutputs({});
    }

    /** Made when it is asked for the first time: a provider is a process of its own, and one server's is all that is needed. */
    get docker(): docker.Provider {
        const { SLIPWAY_SSH_KEY: key } = this.environment;
        this.#docker ??= new docker.Provider(
            `${this.#name}-docker`,
            {
                host: pulumi.interpolate`ssh://slipway@${this.address}`,
                sshOpts: pulumi.unsecret(
                    pulumi
                        .all([this.address, this.hostKey, key ?? ""])
                        .apply(([host, known, privateKey]) => connected({ host, hostKey: known, privateKey })),
                ),
                disableDockerDaemonCheck: true,
            },
            { parent: this },
        );
        return this.#docker;
    }

    placeFile(name: string, file: HostFile, opts?: pulumi.CustomResourceOptions): command.local.Command {
        const path = `${this.directory}/${file.path}`;
        return new command.local.Command(
            name,
            {
                create: "bash components/host/file-on-server.sh components/host/place-file.sh",
                update: "bash components/host/file-on-server.sh components/host/place-file.sh",
                delete: "bash components/host/file-on-server.sh components/host/remove-file.sh",
                environment: { ...this.environment, SLIPWAY_FILE: path, SLIPWAY_MODE: file.mode ?? "600" },
                stdin: file.content,
                triggers: [path, this.engine],
            },
            pulumi.mergeOptions({ parent: this, deleteBeforeReplace: false }, opts),
        );
    }
}

function registryEnvironment(access: RegistryAccess | undefined): Record<string, pulumi.Output<string>> {
    if (access === undefined) return {};
    return {
        SLIPWAY_REGISTRY: pulumi.output(access.host),
        SLIPWAY_REGISTRY_USER: pulumi.output(access.user),
        SLIPWAY_REGISTRY_PASSWORD: access.password,
    };
}

/** The provider has no key of its own: it takes the connection that is open. */
async function connected(server: ServerAddress): Promise<string[]> {
    if (!pulumi.runtime.isDryRun()) await openConnection(server).catch(refuse);
    return [...sharedConnection(server)];
}

/** Nothing is wrong with the program: its user sees no stack trace. */
function refuse(error: unknown): never {
    const message = error instanceof Error ? error.message : String(error);
    const refusal = new pulumi.RunError(message);
    delete refusal.stack;
    // Pulumi would put every property before it that waits for the connection, which says nothing to anybody.
    Object.defineProperty(refusal, "message", { get: () => message, set: () => {} });
    throw refusal;
}
