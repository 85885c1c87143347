import * as pulumi from "@pulumi/pulumi";
import { Redis } from "../components/cache/redis";
import { parseRedisCommand } from "../components/cache/redis-command.plan";
import { redisFolder } from "../components/cache/redis-settings";
import { redisSecret } from "../components/cache/take-redis.plan";
import { keeperOf } from "../components/compose/data-folder";
import type { ServiceModel, Text } from "../components/compose/model";
import { Postgres } from "../components/database/postgres";
import { postgresSecrets } from "../components/database/take-postgres.plan";
import type { Host } from "../components/host/host";
import { password } from "../components/password/password";
import { mountSources } from "../components/service/mount-sources";
import { resolveText } from "../components/service/resolve-text";
import type { Service } from "../components/service/service";
import type { DataServices } from "./take-data-services";

/** What {@link dataServices} needs to know. */
export interface DataServicesArgs {
    readonly host: Host;
    /** Prefix of every name on the engine. */
    readonly stack: string;
    readonly config: DataServices;
    /** Variables with a password that is made here, by name. */
    readonly templated: Readonly<Record<string, Text>>;
    /** Engine names of volumes, by name in the compose file. */
    readonly volumes: Readonly<Record<string, string>>;
}

/** The database and the Redis that Slipway has taken over. */
export interface MadeDataServices {
    /** Values of the passwords, and of the variables that hold them, by name. */
    readonly secrets: Readonly<Record<string, pulumi.Output<string>>>;
    /** Makes what has to be there before a service starts: data that its Redis can read. */
    readonly prepare: (model: ServiceModel, image: string, needed: pulumi.Resource[]) => readonly Redis[];
    /** Makes what belongs to a service once it runs: a database's roles, for which others wait too. */
    readonly complete: (model: ServiceModel, service: Service) => Postgres | undefined;
}

/** Makes the passwords of the taken-over services, and tells what each of these needs before and after it starts. */
export function dataServices(args: DataServicesArgs): MadeDataServices {
    const { host, stack, config, templated, volumes } = args;
    const passwords = {
        ...(config.postgres && {
            [postgresSecrets.superuser]: password("postgres-superuser-password"),
            [postgresSecrets.app]: password("postgres-password"),
        }),
        ...(config.redis && { [redisSecret]: password("redis-password") }),
    };
    const variables = Object.entries(templated).map(
        ([name, text]) => [name, pulumi.secret(resolveText(text, passwords))] as const,
    );
    return {
        secrets: { ...passwords, ...Object.fromEntries(variables) },
        prepare: (model, image, needed) => {
            const { program } = parseRedisCommand(model) ?? {};
            const mount = keeperOf(model, redisFolder);
            if (config.redis?.service !== model.name || program === undefined || mount === undefined) return [];
            const { source, target } = mount;
            const settings = config.redis;
            const data = volumes[source] ?? source;
            return [new Redis("redis", { host, stack, settings, image, program, data, target }, { dependsOn: needed })];
        },
        complete: (model, service) => {
            if (config.postgres?.service !== model.name) return undefined;
            return new Postgres(
                "postgres",
                {
                    ...{ host, stack, settings: config.postgres },
                    volumes: mountSources(model, volumes),
                    passwords: {
                        superuser: passwords[postgresSecrets.superuser] ?? "",
                        app: passwords[postgresSecrets.app] ?? "",
                    },
                },
                { dependsOn: service },
            );
        },
    };
}
