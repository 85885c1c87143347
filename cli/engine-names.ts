import { edgeService } from "../components/proxy/edge";
import { routesMount } from "../components/proxy/reverse-proxy.plan";
import { routesFile, servingIn } from "../components/route/route.render";
import type { Docker } from "./docker";
import { labelled } from "./labelled";

/**
 * Names on the engine of the services of a stack, by their names in the compose file. Of several generations, it is the
 * one that gets the requests.
 */
export async function engineNames(docker: Docker, prefix: string): Promise<ReadonlyMap<string, string>> {
    const found = (await labelled(docker, prefix, "slipway.service")).filter(([service]) => service !== "");
    const names = new Map(found);
    if (names.size === found.length) return names;
    const serving = new Set(await servingNames(docker, prefix));
    for (const [service, name] of found) if (serving.has(name)) names.set(service, name);
    return names;
}

/** None where no edge runs. */
async function servingNames(docker: Docker, prefix: string): Promise<readonly string[]> {
    const filter = ["--filter", `label=com.docker.swarm.service.name=${prefix}_${edgeService}`];
    const [edge = ""] = (await docker.ask("ps", "--quiet", ...filter)).split("\n");
    if (edge === "") return [];
    const file = await docker.ask("exec", edge, "cat", `${routesMount}/${routesFile}`).catch(() => "");
    return servingIn(file).map((alias) => `${prefix}_${alias}`);
}
