import { toolchainEnvironment } from "../toolchain/environment";
import { execute } from "../toolchain/execute";

/**
 * Seconds from the moment at which the engine made a service's present task, which is when it told the one before to
 * stop, until it ran and was healthy; of the slowest where there are several, and undefined where the engine knows none.
 *
 * @param engine address of the engine
 * @param name of the service on the engine
 */
export async function measuredStart(engine: string, name: string): Promise<number | undefined> {
    const env = { ...toolchainEnvironment(), DOCKER_HOST: engine };
    const docker = async (...words: readonly string[]) =>
        (await execute("docker", [...words], { nodeOptions: { env } })).stdout.trim();
    const ids = await docker("service", "ps", "--quiet", "--no-trunc", "--filter", "desired-state=running", name);
    if (ids === "") return undefined;
    return slowestStart(await docker("inspect", "--type", "task", ...ids.split("\n"), "--format", "{{json .}}"));
}

/** A task as the engine tells it; times are RFC 3339. */
interface Task {
    readonly CreatedAt: string;
    readonly Status: { readonly State: string; readonly Timestamp: string };
}

/** @param tasks each as JSON, a line each */
export function slowestStart(tasks: string): number | undefined {
    const starts = tasks
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as Task)
        .filter(({ Status }) => Status.State === "running")
        .map(({ CreatedAt, Status }) => (Date.parse(Status.Timestamp) - Date.parse(CreatedAt)) / 1000);
    return starts.length === 0 ? undefined : Math.max(...starts);
}
