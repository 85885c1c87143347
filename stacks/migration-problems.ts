import type { ComposeModel } from "../components/compose/model";
import type { StackConfig } from "./config";
import type { ConfigProblem } from "./config/config-error";
import { problemAt } from "./config/subject";
import { neededByMigration } from "./migration-order";
import { placeOf, type Reason, unknownService } from "./take-over-reason";

type Config = Pick<StackConfig, "migrations" | "postgres" | "redis" | "release" | "origin">;

/** What stands in the way of migrating the database, and of stopping services meanwhile. */
export function migrationProblems(config: Config, model: ComposeModel): readonly ConfigProblem[] {
    const { migrations, release, origin } = config;
    const service = migrations === undefined ? undefined : serviceReason(migrations.service, config, model);
    return [
        ...(migrations !== undefined && config.postgres === undefined
            ? [problemAt(origin, ["migrations"], noDatabase)]
            : []),
        ...(service === undefined ? [] : [problemAt(origin, ["migrations", "service"], service)]),
        ...release.quiesce.flatMap((name, index) => {
            const reason = quiesceReason(name, release.quiesce.indexOf(name) < index, config, model);
            return reason === undefined ? [] : [problemAt(origin, ["release", "quiesce", index], reason)];
        }),
    ];
}

const noDatabase: Reason = {
    found: "no slipway:postgres",
    expected: "a database that Slipway has taken over",
    mend: "write slipway:postgres: { service: db } with the name of its service, or remove slipway:migrations",
};

function serviceReason(name: string, config: Config, model: ComposeModel): Reason | undefined {
    const service = serviceOf(name, model);
    if (service === undefined) return unknownService(name, model);
    const data = dataKey(name, config);
    if (data !== undefined) {
        return {
            found: `${placeOf(service, model)}, which ${data} takes over`,
            expected: "a service that has the app's image",
            mend: "name the service whose image has the migrations",
        };
    }
    const database = serviceOf(config.postgres?.service ?? "", model);
    if (database !== undefined && !Object.keys(service.networks).some((network) => network in database.networks)) {
        return {
            found: `${placeOf(service, model)}, which is in no network of ${database.name}`,
            expected: "a service that reaches the database",
            mend: `add one of its networks to ${name}: ${Object.keys(database.networks).join(", ")}`,
        };
    }
    return undefined;
}

function quiesceReason(name: string, again: boolean, config: Config, model: ComposeModel): Reason | undefined {
    const service = serviceOf(name, model);
    if (config.migrations === undefined) {
        return {
            found: `${JSON.stringify(name)}, but no slipway:migrations`,
            expected: "services to stop while the database is migrated",
            mend: "remove it, or write slipway:migrations",
        };
    }
    if (service === undefined) return unknownService(name, model);
    const place = placeOf(service, model);
    const data = dataKey(name, config);
    const wrong: readonly (readonly [boolean, string])[] = [
        [again, `${place} for the second time`],
        [data !== undefined, `${place}, which ${data} takes over`],
        [service.oneOff, `${place}, which runs once to completion`],
        [neededByMigration(model, config).has(name), `${place}, which the migration needs`],
    ];
    const found = wrong.find(([holds]) => holds)?.[1];
    return found === undefined
        ? undefined
        : { found, expected: "each service that writes to the database by itself, once", mend: "remove it" };
}

function dataKey(name: string, { postgres, redis }: Config): string | undefined {
    if (postgres?.service === name) return "slipway:postgres";
    return redis?.service === name ? "slipway:redis" : undefined;
}

function serviceOf(name: string, { services }: ComposeModel) {
    return Object.hasOwn(services, name) ? services[name] : undefined;
}
