import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import type { Host } from "../host/host";
import type { PostgresSettings } from "./postgres-settings";
import { type Passwords, renderRoles } from "./roles.render";

/** What a {@link Postgres} needs to know. */
export interface PostgresArgs {
    readonly host: Host;
    /** Prefix of every name on the engine. */
    readonly stack: string;
    readonly settings: PostgresSettings;
    /** Engine names of the volumes, and folders of the host, that hold its data. */
    readonly volumes: readonly string[];
    readonly passwords: { readonly [Role in keyof Passwords]: pulumi.Input<string> };
}

/**
 * The app's role and database in a database server that runs and is healthy. A volume that plain compose has made is
 * adopted, with all that is in it. Nothing is taken away again: data outlive the stack.
 */
export class Postgres extends pulumi.ComponentResource {
    /** Name of its service on the engine. */
    public readonly service: string;
    /** Name of the app's database. */
    public readonly database: string;

    constructor(name: string, args: PostgresArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:database:Postgres", name, {}, opts);
        const { host, stack, settings, volumes } = args;
        this.service = `${stack}_${settings.service}`;
        this.database = settings.database;

        const roles = pulumi
            .all([args.passwords.superuser, args.passwords.app])
            .apply(([superuser, app]) => renderRoles(settings, { superuser, app }));
        new command.local.Command(
            `${name}-roles`,
            {
                create: "bash components/database/ensure-role.sh",
                update: "bash components/database/ensure-role.sh",
                environment: {
                    ...host.environment,
                    SLIPWAY_POSTGRES: this.service,
                    SLIPWAY_USER: settings.user,
                    SLIPWAY_DATABASE: settings.database,
                },
                stdin: pulumi.secret(roles),
                logging: command.local.Logging.Stderr,
                // Another server, or another volume, has none of it yet.
                triggers: [this.service, ...volumes, host.engine],
            },
            { parent: this },
        );
        this.registerOutputs({});
    }
}
