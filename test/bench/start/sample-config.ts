import { parse } from "yaml";

/** What a deploy of the sample app without Slipway has to know of its stack's file. */
export interface SampleConfig {
    /** What every name on the engine starts with. */
    readonly prefix: string;
    /** The compose file, relative to the project. */
    readonly compose: string;
    /** Values for what the compose file writes as `${NAME}`; each secret has the same one. */
    readonly variables: Readonly<Record<string, string>>;
    /** The database, where Slipway takes a service over, as that service's own image wants to be told of it. */
    readonly database?: { readonly service: string; readonly environment: Readonly<Record<string, string>> };
}

interface StackFile {
    readonly "slipway:id": string;
    readonly "slipway:compose": string;
    readonly "slipway:env"?: Readonly<Record<string, unknown>>;
    readonly "slipway:secrets"?: Readonly<Record<string, unknown>>;
    readonly "slipway:postgres"?: { readonly service: string; readonly database?: string; readonly user?: string };
    readonly "slipway:redis"?: { readonly service: string };
}

const secret = "bench0123456789bench0123456789ab";

/** Reads the file of a stack of a project called `slipway`. */
export function readSampleConfig(text: string, stack: string): SampleConfig {
    const { config } = parse(text) as { readonly config: StackFile };
    const { "slipway:postgres": postgres, "slipway:redis": redis } = config;
    const { service = "db", user = "app", database = "app" } = postgres ?? {};
    const cache = redis?.service ?? "cache";
    const templates: Readonly<Record<string, string>> = {
        ...{ "postgres.user": user, "postgres.password": secret, "postgres.host": service },
        ...{ "postgres.port": "5432", "postgres.database": database },
        ...{ "redis.host": cache, "redis.port": "6379", "redis.password": "", "redis.url": `redis://${cache}:6379/0` },
    };
    const filled = Object.entries(config["slipway:env"] ?? {}).map(([name, value]) => [
        name,
        String(value).replaceAll(/\$\{([a-z.]+)\}/g, (whole, key: string) => templates[key] ?? whole),
    ]);
    const secrets = Object.keys(config["slipway:secrets"] ?? {}).map((name) => [name, secret]);
    const environment = { POSTGRES_USER: user, POSTGRES_PASSWORD: secret, POSTGRES_DB: database };
    return {
        prefix: `slipway-${stack}-${config["slipway:id"]}`,
        compose: config["slipway:compose"],
        variables: Object.fromEntries([...filled, ...secrets]) as Record<string, string>,
        ...(postgres === undefined ? {} : { database: { service, environment } }),
    };
}
