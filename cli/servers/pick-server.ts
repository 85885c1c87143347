import { CliError } from "../cli-error";
import type { KnownServer } from "./known-servers";

/**
 * Finds a server by what people call it: its name, its number, or `server-` and that, as in a preview.
 *
 * @param called the first one, when left out
 * @throws CliError naming the ones that there are
 */
export function pickServer<Server extends Pick<KnownServer, "name" | "index">>(
    servers: readonly Server[],
    called: string | undefined,
): Server {
    const found = servers.find(
        ({ name, index }) => called === undefined || [name, `${index}`, `server-${index}`].includes(called),
    );
    if (found !== undefined) return found;
    const known = servers.map(({ name, index }) => `${index} (${name})`).join(", ");
    throw new CliError(`there is no server ${called}; the stack has ${known}`);
}
