import type { Docker } from "./docker";

/** Names on the engine of the services of a stack, by their names in the compose file. */
export async function engineNames(docker: Docker, prefix: string): Promise<ReadonlyMap<string, string>> {
    const filter = ["--filter", `label=com.docker.stack.namespace=${prefix}`];
    const ids = (await docker.ask("service", "ls", "--quiet", ...filter)).split("\n").filter((id) => id !== "");
    if (ids.length === 0) return new Map();
    const format = '{{index .Spec.Labels "slipway.service"}} {{.Spec.Name}}';
    const lines = (await docker.ask("service", "inspect", ...ids, "--format", format)).split("\n");
    return new Map(lines.map((line) => line.split(" ")).map(([service = "", name = ""]) => [service, name]));
}
