import type { ComposeModel, HealthcheckModel, ServiceModel, Text } from "../compose/model";
import type { TakenOver } from "../compose/taken-over";
import { parseRedisCommand, type RedisCommand } from "./redis-command.plan";
import type { RedisSettings } from "./redis-settings";

/** Name of the secret whose value a taken-over Redis, and the app, need. */
export const redisSecret = "redis.password";

const file = "slipway-redis.conf";
const path = `/run/secrets/${file}`;

/** What the file need not say of a Redis that is taken over. */
export const redisTakenOver: TakenOver = {
    by: "slipway:redis",
    variables: ["REDIS_PASSWORD"],
    refused: {
        pattern: /--requirepass/i,
        found: "sets a password, and slipway:redis gives Redis one of its own",
        mend: "delete --requirepass with its value",
    },
};

/** Where the file gives none: Redis is not healthy before it has read its data. */
const timings: HealthcheckModel = { interval: "3s", timeout: "5s", retries: 10, startPeriod: "60s" };

/**
 * The compose file with its Redis as Slipway runs it: it asks for a password that nobody has chosen and keeps its data as
 * the settings say, both by a configuration file that is a secret. The options of the service's command still hold.
 */
export function takeRedis(model: ComposeModel, settings: RedisSettings): ComposeModel {
    const service = model.services[settings.service];
    const command = service && parseRedisCommand(service);
    if (service === undefined || command === undefined) return model;
    return {
        ...model,
        services: { ...model.services, [service.name]: taken(service, command) },
        secrets: { ...model.secrets, [file]: { content: configuration(command, settings) } },
    };
}

function taken(service: ServiceModel, { program, options }: RedisCommand): ServiceModel {
    const others = Object.entries(service.environment).filter(([name]) => !redisTakenOver.variables.includes(name));
    return {
        ...service,
        command: [program, path, ...options.flatMap(({ name, values }) => [`--${name}`, ...values])],
        environment: Object.fromEntries(others),
        secrets: [...service.secrets, { source: file, target: file }],
        healthcheck: { ...timings, ...service.healthcheck, test: ["CMD-SHELL", ping(program)] },
    };
}

/** The service's own file first: of two values the later one holds. */
function configuration({ file: own }: RedisCommand, { persistence }: RedisSettings): Text {
    const include = own === undefined ? "" : `include ${own}\n`;
    return [`${include}requirepass `, { secret: redisSecret }, `\n${persistenceLines[persistence].join("\n")}\n`];
}

const persistenceLines = {
    aof: ["appendonly yes", "appendfsync everysec"],
    rdb: ["appendonly no", "save 3600 1", "save 300 100", "save 60 10000"],
} as const;

/** The password goes by the environment: a word of a command is in every list of processes. */
function ping(program: RedisCommand["program"]): string {
    const client = program.replace("server", "cli");
    const password = `$(sed -n "s/^requirepass //p" ${path})`;
    return `[ "$(REDISCLI_AUTH=${password} ${client} ping)" = PONG ]`;
}
