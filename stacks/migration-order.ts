import type { ComposeModel, ServiceModel } from "../components/compose/model";
import type { StackConfig } from "./config";
import { inStartOrder } from "./start-order";

/** The services of a stack, parted by the migration of its database. */
export interface MigrationOrder {
    /** In the order in which they start: what the migration needs. Without a migration there is nothing in here. */
    readonly before: readonly ServiceModel[];
    /** Service that the commands of the migration run with. */
    readonly migrating?: ServiceModel;
    /** In the order in which they start: all others. */
    readonly after: readonly ServiceModel[];
}

type Config = Pick<StackConfig, "migrations" | "postgres">;

/**
 * When the services start, seen from the migration: before it the database and what its service depends on, with what
 * these depend on; after it everything else, so that a failure leaves it as it is. A service that runs once, and is the
 * migration's own, is in neither list.
 */
export function migrationOrder(compose: ComposeModel, config: Config): MigrationOrder {
    const all = inStartOrder(compose);
    const migrating = compose.services[config.migrations?.service ?? ""];
    if (migrating === undefined) return { before: [], after: all };
    const first = neededByMigration(compose, config);
    const replaced = replacedByMigration(compose, config);
    return {
        before: all.filter(({ name }) => first.has(name)),
        migrating,
        after: all.filter(({ name }) => !first.has(name) && name !== replaced),
    };
}

/** Names of the services that run before the migration. */
export function neededByMigration(compose: ComposeModel, { migrations, postgres }: Config): ReadonlySet<string> {
    const needed = new Set<string>();
    const needs = (name: string) => Object.keys(compose.services[name]?.dependsOn ?? {});
    const visit = (name: string) => {
        if (needed.has(name) || compose.services[name] === undefined) return;
        needed.add(name);
        needs(name).forEach(visit);
    };
    if (migrations !== undefined) [postgres?.service ?? "", ...needs(migrations.service)].forEach(visit);
    return needed;
}

/** Name of the service that runs once, and whose place the migration takes; undefined when there is none. */
export function replacedByMigration(compose: ComposeModel, { migrations }: Config): string | undefined {
    const service = compose.services[migrations?.service ?? ""];
    return service?.oneOff === true ? service.name : undefined;
}
