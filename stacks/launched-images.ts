import { isLaunched } from "../components/compose/files";
import type { ComposeModel } from "../components/compose/model";
import type { StackConfig } from "./config";
import type { PlannedImage } from "./image-plan";

/** An image that needs `sh`: for secrets in a service's environment, a data service's own work, or the migration's commands. */
export interface LaunchedImage {
    readonly image: string;
    /** Where the service stands, e.g. `./compose.yaml:3 services.api`. */
    readonly service: string;
    /** What needs it, and how to do without, to follow "its image … has no sh". */
    readonly reason: string;
}

const launcher =
    "which puts secrets into environment variables; give it the secret as a file (secrets:), or take an image with sh";
const migration = "with which the commands of slipway:migrations run; take an image with sh";
const database = "with which slipway:postgres asks the database; take an image with sh";
const cache = "with which slipway:redis looks after the data; take an image with sh";

/**
 * The images that services start with the launcher, those of the database and Redis that are taken over, and the one
 * with which the database is migrated.
 */
export function launchedImages(
    { file, services }: ComposeModel,
    plan: Readonly<Record<string, PlannedImage>>,
    { migrations, postgres, redis }: Pick<StackConfig, "migrations" | "postgres" | "redis">,
): readonly LaunchedImage[] {
    const own = new Map([
        ...(postgres === undefined ? [] : [[postgres.service, database] as const]),
        ...(redis === undefined ? [] : [[redis.service, cache] as const]),
        ...(migrations === undefined ? [] : [[migrations.service, migration] as const]),
    ]);
    return Object.values(services).flatMap((service) => {
        const { name, line } = service;
        const reason = own.get(name) ?? (isLaunched(service) ? launcher : undefined);
        if (reason === undefined) return [];
        return [{ image: plan[name]?.reference ?? "", service: `${file}:${line} services.${name}`, reason }];
    });
}
