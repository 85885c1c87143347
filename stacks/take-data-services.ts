import type { RedisSettings } from "../components/cache/redis-settings";
import { redisTakenOver, takeRedis } from "../components/cache/take-redis.plan";
import { secretFiles } from "../components/compose/files";
import type { ComposeModel, ServiceModel, Text } from "../components/compose/model";
import type { TakenOver } from "../components/compose/taken-over";
import type { PostgresSettings } from "../components/database/postgres-settings";
import { postgresTakenOver, takePostgres } from "../components/database/take-postgres.plan";

/** The services of the compose file that Slipway takes over. */
export interface DataServices {
    readonly postgres?: PostgresSettings;
    readonly redis?: RedisSettings;
}

/** What Slipway gives to the services that it takes over, by service. */
export function takenOver({ postgres, redis }: DataServices): Readonly<Record<string, TakenOver>> {
    return {
        ...(postgres && { [postgres.service]: postgresTakenOver }),
        ...(redis && { [redis.service]: redisTakenOver }),
    };
}

/**
 * The compose file with its database and its Redis as Slipway runs them; what is given one of their passwords waits for
 * the one that it is for.
 *
 * @param templated variables with such passwords, by name
 */
export function takeDataServices(
    model: ComposeModel,
    { postgres, redis }: DataServices,
    templated: Readonly<Record<string, Text>>,
): ComposeModel {
    const sources = { ...(postgres && { postgres: postgres.service }), ...(redis && { redis: redis.service }) };
    const waiting = Object.entries(sources).reduce(
        (all, [source, service]) => withWaiting(all, service, namesOf(templated, `${source}.`)),
        model,
    );
    const withPostgres = postgres === undefined ? waiting : takePostgres(waiting, postgres);
    return redis === undefined ? withPostgres : takeRedis(withPostgres, redis);
}

/** Variables whose value holds a secret of this beginning. */
function namesOf(templated: Readonly<Record<string, Text>>, start: string): ReadonlySet<string> {
    const names = Object.entries(templated).filter(([, text]) =>
        text.some((part) => typeof part !== "string" && part.secret.startsWith(start)),
    );
    return new Set(names.map(([name]) => name));
}

function withWaiting(model: ComposeModel, needed: string, variables: ReadonlySet<string>): ComposeModel {
    const uses = (service: ServiceModel) =>
        secretFiles(service, model).some(
            ({ content }) =>
                !("file" in content) && content.some((part) => typeof part !== "string" && variables.has(part.secret)),
        );
    const services = Object.entries(model.services).map(([name, service]) => {
        const waits = name === needed || Object.hasOwn(service.dependsOn, needed) || isBefore(name, needed, model);
        const dependsOn = { ...service.dependsOn, [needed]: "service_healthy" as const };
        return [name, waits || !uses(service) ? service : { ...service, dependsOn }] as const;
    });
    return { ...model, services: Object.fromEntries(services) };
}

/** Whether a service starts before another one by the file's own word. */
function isBefore(name: string, other: string, model: ComposeModel): boolean {
    const needs = Object.keys(model.services[other]?.dependsOn ?? {});
    return needs.some((each) => each === name || isBefore(name, each, model));
}
