import type { ComposeModel, HealthcheckModel, ServiceModel } from "../compose/model";
import type { TakenOver } from "../compose/taken-over";
import { literal } from "../compose/text";
import type { PostgresSettings } from "./postgres-settings";

/** Names of the secrets whose values a taken-over database, and the app, need; no variable has a dot in its name. */
export const postgresSecrets = { superuser: "postgres.superuser", app: "postgres.password" } as const;

const file = "slipway-postgres-superuser";

/** What the file need not say of a database that is taken over. */
export const postgresTakenOver: TakenOver = {
    by: "slipway:postgres",
    variables: [
        ...["POSTGRES_USER", "POSTGRES_USER_FILE", "POSTGRES_DB", "POSTGRES_DB_FILE"],
        ...["POSTGRES_PASSWORD", "POSTGRES_PASSWORD_FILE", "POSTGRES_HOST_AUTH_METHOD"],
    ],
};

/** Where the file gives none: a database may take a while to recover after a crash. */
const timings: HealthcheckModel = { interval: "3s", timeout: "5s", retries: 10, startPeriod: "60s" };

/**
 * The compose file with its database as Slipway runs it: the superuser is `postgres`, with a password that nobody has
 * chosen, and the database is healthy when it answers over TCP. All else of the service stays.
 */
export function takePostgres(model: ComposeModel, settings: PostgresSettings): ComposeModel {
    const service = model.services[settings.service];
    if (service === undefined) return model;
    return {
        ...model,
        services: { ...model.services, [service.name]: taken(service, settings) },
        secrets: { ...model.secrets, [file]: { content: [{ secret: postgresSecrets.superuser }] } },
    };
}

function taken(service: ServiceModel, { database }: PostgresSettings): ServiceModel {
    // Those of an env_file are still here.
    const others = Object.entries(service.environment).filter(([name]) => !postgresTakenOver.variables.includes(name));
    return {
        ...service,
        environment: {
            ...Object.fromEntries(others),
            POSTGRES_USER: literal("postgres"),
            POSTGRES_DB: literal(database),
            POSTGRES_PASSWORD_FILE: literal(`/run/secrets/${file}`),
        },
        secrets: [...service.secrets, { source: file, target: file }],
        healthcheck: {
            ...timings,
            ...service.healthcheck,
            // Over TCP: while the database is being made, the server answers on its Unix socket only.
            test: ["CMD", "pg_isready", "-h", "127.0.0.1", "-U", "postgres", "-d", database],
        },
    };
}
