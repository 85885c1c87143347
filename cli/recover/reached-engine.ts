import { CliError } from "../cli-error";
import { reachServers } from "../reach-engine";
import { type Deployment, engineOf } from "./deployment";

/** Address of the engine that a stack was last deployed on; undefined where there is none, or nobody can reach it. */
export async function reachedEngine(stack: string, deployment: Deployment): Promise<string | undefined> {
    const engine = engineOf(deployment);
    if (engine === undefined || !engine.startsWith("ssh://")) return engine;
    try {
        return (await reachServers(stack)).engine;
    } catch (error) {
        // The update itself tells why.
        if (error instanceof CliError) return undefined;
        throw error;
    }
}
