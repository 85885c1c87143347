import type { Docker } from "./docker";

/** Services of a stack on the engine that have a label: its value, and the name of the service there. */
export async function labelled(
    docker: Docker,
    prefix: string,
    label: string,
): Promise<readonly (readonly [string, string])[]> {
    const filter = ["--filter", `label=com.docker.stack.namespace=${prefix}`, "--filter", `label=${label}`];
    const ids = (await docker.ask("service", "ls", "--quiet", ...filter)).split("\n").filter((id) => id !== "");
    if (ids.length === 0) return [];
    const format = `{{index .Spec.Labels "${label}"}} {{.Spec.Name}}`;
    const lines = (await docker.ask("service", "inspect", ...ids, "--format", format)).split("\n");
    return lines.map((line) => line.split(" ")).map(([value = "", name = ""]) => [value, name]);
}
