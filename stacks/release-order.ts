import type { ComposeModel } from "../components/compose/model";
import type { StackConfig } from "./config";
import { neededByMigration } from "./migration-order";

/**
 * Names of the services that are released before requests are led to the new version: those with a route, the database
 * and Redis, and what these and the migration need, with what that needs. An abort takes back of these only what has a
 * route. All others wait, so that an abort finds them as they were; but none that is new, for nothing is to be found as it
 * was, and a routed service may not get healthy without it. Without routes there is nothing to wait for: all.
 *
 * @param deployed names of the services that are there already
 */
export function releasedBeforeRoute(
    compose: ComposeModel,
    config: Pick<StackConfig, "domain" | "migrations" | "postgres" | "redis">,
    deployed: ReadonlySet<string>,
): ReadonlySet<string> {
    const routed = config.domain.routes.map(({ service }) => service);
    const before = new Set<string>();
    const visit = (name: string) => {
        const service = compose.services[name];
        if (service === undefined || before.has(name)) return;
        before.add(name);
        Object.keys(service.dependsOn).forEach(visit);
    };
    const data = [config.postgres, config.redis].flatMap((each) => each?.service ?? []);
    const all = Object.keys(compose.services);
    const fresh = all.filter((name) => !deployed.has(name));
    const first = [...routed, ...data, ...neededByMigration(compose, config), ...fresh];
    (routed.length === 0 ? all : first).forEach(visit);
    return before;
}
