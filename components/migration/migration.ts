import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { configFiles, secretFiles } from "../compose/files";
import type { ComposeModel, ServiceModel } from "../compose/model";
import { renderService } from "../compose/render";
import type { Host } from "../host/host";
import { mountSources } from "../service/mount-sources";
import { pickNetworks, stackLabel } from "../service/names";
import { serviceFiles } from "../service/service-files";
import { migrationModel, migrationService, stepVariable } from "./migration-model";

/** What the image is asked, and what the database is. */
export interface MigrationCommands {
    /** Command that migrates to the newest revision of the image. */
    readonly up: string;
    /** SQL without an end that reads the revisions of the database, one a row. */
    readonly head: string;
    /** Command that prints the newest revisions of the image: the first word of each line. */
    readonly heads: string;
    /** Command that succeeds when the image knows `{revision}`. */
    readonly known: string;
    /** Whole seconds that one of them may take. */
    readonly timeout: number;
}

/** What a {@link Migration} needs to know. */
export interface MigrationArgs {
    readonly host: Host;
    /** Prefix of every name on the engine. */
    readonly stack: string;
    /** Service whose image, environment and secrets the commands run with. */
    readonly model: ServiceModel;
    readonly compose: ComposeModel;
    /** Reference of the image to run. */
    readonly image: string;
    readonly commands: MigrationCommands;
    /** The database service of the compose file, and the name of the database. */
    readonly database: { readonly service: string; readonly name: string };
    /** Services of the compose file that don't run while the database is migrated. */
    readonly quiesce: readonly string[];
    /** Values of the stack's secrets by name. */
    readonly secrets: Readonly<Record<string, pulumi.Input<string>>>;
    /** Engine names of networks, by placeholder. */
    readonly networks: Readonly<Record<string, pulumi.Input<string>>>;
    /** Engine names of volumes, by name in the compose file. */
    readonly volumes: Readonly<Record<string, string>>;
}

/**
 * The database brought to the newest revision that a release's image knows, with a dump of it from before. It is looked
 * at whenever the image, the commands or what they run with change; a failure leaves the services that come after it as they are.
 */
export class Migration extends pulumi.ComponentResource {
    /** Document of the job that the commands run in, but for what fills its placeholders. */
    public readonly document: string;

    constructor(name: string, args: MigrationArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:migration:Migration", name, {}, opts);
        const { host, stack, compose, commands, database } = args;
        const child = { parent: this };
        const model = migrationModel(args.model);
        const secrets = secretFiles(model, compose);
        const configs = configFiles(model, compose);

        const files = serviceFiles(
            { host, stack, service: migrationService, secrets, configs, values: args.secrets },
            child,
        );
        this.document = renderService(model, {
            image: args.image,
            routed: false,
            routedPorts: [],
            labels: { [stackLabel]: stack, "slipway.service": migrationService },
            volumes: args.volumes,
            secrets,
            configs,
            filled: [stepVariable],
        });
        new command.local.Command(
            `${name}-run`,
            {
                create: "bash components/migration/migrate.sh",
                update: "bash components/migration/migrate.sh",
                delete: "bash components/migration/remove.sh",
                environment: {
                    ...host.environment,
                    ...pickNetworks(args.networks, model),
                    ...files,
                    SLIPWAY_STACK: stack,
                    SLIPWAY_SERVICE: migrationService,
                    SLIPWAY_GENERATION: "",
                    SLIPWAY_IMAGE: args.image,
                    SLIPWAY_POSTGRES: `${stack}_${database.service}`,
                    SLIPWAY_DATABASE: database.name,
                    SLIPWAY_UP: commands.up,
                    SLIPWAY_HEAD: commands.head,
                    SLIPWAY_HEADS: commands.heads,
                    SLIPWAY_KNOWN: commands.known,
                    SLIPWAY_TIMEOUT: `${commands.timeout}`,
                    SLIPWAY_QUIESCE: args.quiesce.join(" "),
                    SLIPWAY_DUMPS: `${host.directory}/dumps/${stack}`,
                },
                stdin: this.document,
                // Another volume holds another database.
                triggers: [stack, ...mountSources(compose.services[database.service], args.volumes), host.engine],
            },
            // A tool may print what it connects with: that is shown, and kept nowhere in clear.
            { ...child, additionalSecretOutputs: ["stdout", "stderr"] },
        );
        this.registerOutputs({});
    }
}
