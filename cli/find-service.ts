import { CliError } from "./cli-error";
import type { Docker } from "./docker";
import type { StackFiles } from "./stack-file";
import { isServiceOf } from "./status/observe";

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
    const rows = await docker.rows<{ readonly Name: string }>(
        ...["service", "ls", "--filter", `label=com.docker.stack.namespace=${prefix}`],
    );
    const found = rows.find(({ Name }) => isServiceOf(prefix, service, Name));
    if (found === undefined) {
        throw new CliError(`service ${service} is not deployed: run ./slipway up ${config.origin.stack}`);
    }
    return found.Name;
}
