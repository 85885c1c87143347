import { CliError } from "../cli-error";
import { dockerAt } from "../docker";
import type { EngineNames } from "./recovery.plan";

/**
 * Names of what an engine has; undefined when it does not answer, or is in no swarm.
 *
 * @param stack prefix of the stack's names, to tell its networks from others'
 */
export async function namesOnEngine(engine: string, stack: string): Promise<EngineNames | undefined> {
    const docker = dockerAt(engine);
    const list = async (kind: string) => {
        const names = (await docker.ask(kind, "ls", "--format", "{{.Name}}")).split("\n");
        return new Set(names.filter((name) => name !== ""));
    };
    const ours = docker.ask("network", "ls", "--filter", `label=slipway.stack=${stack}`, "--format", "{{.Name}}");
    const named = docker.ask("image", "ls", "--format", "{{.Repository}}:{{.Tag}}");
    try {
        const lists = [list("service"), list("secret"), list("config"), list("network"), ours, named] as const;
        const [service, secret, config, network, own, images] = await Promise.all(lists);
        return {
            ...{ service, secret, config, network },
            ownNetworks: own.split("\n").filter((name) => name !== ""),
            images: new Set(images.split("\n")),
        };
    } catch (error) {
        if (error instanceof CliError) return undefined;
        throw error;
    }
}
