import { CliError } from "./cli-error";
import type { Docker } from "./docker";
import { engineNames } from "./engine-names";
import type { StackFiles } from "./stack-file";

/**
 * Finds the name that a compose service has on the engine.
 *
 * @throws CliError when the compose file does not have it, or it is not deployed
 */
export async function findService(docker: Docker, files: StackFiles, service: string): Promise<string> {
    const { compose, prefix, config } = files;
    if (!Object.hasOwn(compose.services, service)) {
        throw new CliError(
            `there is no service ${service} in ${compose.file}; it has ${Object.keys(compose.services).join(", ")}`,
        );
    }
    const found = (await engineNames(docker, prefix)).get(service);
    if (found === undefined) {
        throw new CliError(`service ${service} is not deployed: run ./slipway up ${config.origin.stack}`);
    }
    return found;
}
