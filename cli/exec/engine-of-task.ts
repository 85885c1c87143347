import { CliError } from "../cli-error";
import { type Docker, dockerAt } from "../docker";
import { type Cluster, reachServer } from "../reach-engine";
import type { Task } from "./tasks";

/**
 * The engine that has a task's container.
 *
 * @throws CliError when its server cannot be reached, or is none that Slipway has made
 */
export async function engineOfTask(cluster: Cluster, { node }: Task): Promise<Docker> {
    const docker = dockerAt(cluster.engine);
    if (cluster.manager === undefined) return docker;
    const format = '{{index .Spec.Labels "slipway.address"}} {{.Description.Hostname}}';
    const [address = "", name = ""] = (await docker.ask("node", "inspect", node, "--format", format)).trim().split(" ");
    const server = cluster.servers.find(({ host }) => host === address);
    if (server === undefined) throw new CliError(`it runs on ${name}, which is no server that Slipway has made`);
    return server.index === cluster.manager.index ? docker : dockerAt(await reachServer(server));
}
