import { CliError } from "../cli-error";
import { dockerAt } from "../docker";
import type { EngineKind } from "./left-overs.plan";
import type { EngineNames } from "./recovery.plan";

/** Names of all that an engine has; undefined when it does not answer, or is in no swarm. */
export async function namesOnEngine(engine: string): Promise<EngineNames | undefined> {
    const docker = dockerAt(engine);
    const list = async (kind: EngineKind) =>
        new Set((await docker.ask(kind, "ls", "--format", "{{.Name}}")).split("\n"));
    try {
        const kinds = [list("service"), list("secret"), list("config"), list("network")] as const;
        const [service, secret, config, network] = await Promise.all(kinds);
        return { service, secret, config, network };
    } catch (error) {
        if (error instanceof CliError) return undefined;
        throw error;
    }
}
