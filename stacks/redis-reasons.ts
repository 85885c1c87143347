import { parseRedisCommand, type RedisOption } from "../components/cache/redis-command.plan";
import { type RedisSettings, redisFolder } from "../components/cache/redis-settings";
import { keeperOf } from "../components/compose/data-folder";
import type { ComposeModel, ServiceModel } from "../components/compose/model";
import { imageReasons, placeOf, type Reason } from "./take-over-reason";

/** Servers that are no Redis, and those whose image starts another way. */
const others =
    /^(?:redis-stack|redis-sentinel|redis-cluster|redisinsight|keydb|dragonfly|memcached|postgres|postgis|pgvector|timescaledb|mysql|mariadb|percona|mongo|rabbitmq|nginx|httpd|traefik|caddy)/;

/** Why a service cannot be taken over as Redis. */
export function redisReasons(service: ServiceModel, settings: RedisSettings, model: ComposeModel): readonly Reason[] {
    return [
        ...imageReasons(service, model, { others, kind: "Redis or Valkey", example: "redis:7.0-bookworm" }),
        ...(keeperOf(service, redisFolder)
            ? []
            : [
                  {
                      found: `${placeOf(service, model)} without a volume for its data`,
                      expected:
                          "a named volume or a folder of the host at /data, or the data are lost with the container",
                      mend: "add volumes: [cache-data:/data], and cache-data to volumes at the top level",
                  },
              ]),
        ...commandReasons(service, settings, model),
    ];
}

function commandReasons(service: ServiceModel, settings: RedisSettings, model: ComposeModel): readonly Reason[] {
    const place = placeOf(service, model);
    const expected = "command: redis-server [FILE] [OPTIONS], to which Slipway adds a password and what keeps the data";
    if (service.entrypoint !== undefined) {
        return [{ found: `${place} with an entrypoint`, expected, mend: "delete entrypoint" }];
    }
    if (service.build !== undefined && service.command === undefined) {
        const mend = "write the command of its Dockerfile into the compose file";
        return [{ found: `${place}, which is built and has no command`, expected, mend }];
    }
    const command = parseRedisCommand(service);
    if (command === undefined) {
        const found = `${place} with another command`;
        return [{ found, expected, mend: "write the words of the server alone, without a shell" }];
    }
    return command.options.flatMap((option) => {
        const reason = contradiction(option, settings);
        const found = `${place} with the option --${[option.name, ...option.values.map(quoted)].join(" ")}`;
        return reason === undefined ? [] : [{ found, ...reason }];
    });
}

/** Options come after the configuration, so those that go against it would win. */
function contradiction(
    { name, values }: RedisOption,
    { persistence }: RedisSettings,
): Omit<Reason, "found"> | undefined {
    const value = values.join(" ").toLowerCase();
    const wrong = (isWrong: boolean, expected: string, mend: string) => (isWrong ? { expected, mend } : undefined);
    switch (name) {
        case "appendonly":
            return persistence === "aof"
                ? wrong(value !== "yes", "what persistence: aof says", "delete the option, or write persistence: rdb")
                : wrong(value !== "no", "what persistence: rdb says", "delete the option, or write persistence: aof");
        case "appendfsync":
            return wrong(value === "no" && persistence === "aof", "everysec or always", "delete the option");
        case "save":
            return wrong(
                persistence === "rdb" && /^["']*$/.test(value),
                "snapshots, as persistence: rdb says",
                "delete the option, or write persistence: aof",
            );
        case "dir":
            return wrong(value !== redisFolder, `the data in ${redisFolder}`, "delete the option");
        case "port":
            return wrong(value !== "6379", "the port 6379, which ${redis.port} stands for", "delete the option");
        default:
            return undefined;
    }
}

function quoted(value: string): string {
    return /^[\w./-]+$/.test(value) ? value : JSON.stringify(value);
}
