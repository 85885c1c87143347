import { isLaunched } from "../components/compose/files";
import type { ComposeModel } from "../components/compose/model";
import type { PlannedImage } from "./image-plan";

/** An image that needs `sh`, because a service with secrets in its environment runs it, or the migration's commands. */
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

/**
 * The images that services start with the launcher, and the one with which the database is migrated.
 *
 * @param migrating name of the service that the migration's commands run with, if there is a migration
 */
export function launchedImages(
    { file, services }: ComposeModel,
    plan: Readonly<Record<string, PlannedImage>>,
    migrating: string | undefined,
): readonly LaunchedImage[] {
    return Object.values(services)
        .filter((service) => isLaunched(service) || service.name === migrating)
        .map(({ name, line }) => ({
            image: plan[name]?.reference ?? "",
            service: `${file}:${line} services.${name}`,
            reason: name === migrating ? migration : launcher,
        }));
}
