import type { ComposeModel } from "../components/compose/model";
import type { StackConfig } from "./config";
import { replacedByMigration } from "./migration-order";

/** What the migration of the database means for the services, each with file, line and service. */
export function migrationNotes(
    config: Pick<StackConfig, "migrations" | "postgres" | "release" | "domain">,
    model: ComposeModel,
): readonly string[] {
    const place = (name: string) => `${model.file}:${model.services[name]?.line} services.${name}`;
    const replaced = replacedByMigration(model, config);
    const routed = new Set(config.domain.routes.map(({ service }) => service));
    return [
        ...(replaced === undefined
            ? []
            : [`${place(replaced)}: is not started by itself: slipway:migrations takes its place`]),
        ...config.release.quiesce
            .filter((name) => routed.has(name))
            .map(
                (name) => `${place(name)}: answers no request while the database is migrated (slipway:release.quiesce)`,
            ),
    ];
}
