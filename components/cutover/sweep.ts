import type { CutOverPlan, Routing } from "./plan";
import { runScript } from "./shell";

/** Seconds that the engine may take to answer. */
const patience = 30;

/**
 * Removes generations of the routed services that neither the routes before nor those after know: what a deployer that
 * was killed has left. What it cannot remove is told, and left to the next cut-over.
 */
export async function sweep(
    { stack, proxies }: Pick<CutOverPlan, "stack" | "proxies">,
    before: Routing,
    after: Routing,
    report: (line: string) => void,
): Promise<void> {
    const [first] = proxies;
    if (first === undefined) return;
    try {
        const filter = `--filter label=com.docker.stack.namespace=${stack}`;
        const format = `{{.Spec.Name}} {{index .Spec.Labels "slipway.service"}}`;
        const script = `ids=$(docker service ls --quiet ${filter}) && docker service inspect --format '${format}' $ids`;
        const list = await runScript(first.shell, script, { timeout: patience });
        const left = unknownGenerations(list.trim().split("\n"), stack, before, after);
        if (left.length === 0) return;
        report(`routes: left by a deploy that was cut off, and removed now: ${left.join(", ")}`);
        await runScript(first.shell, `docker service rm ${left.join(" ")}`, { timeout: patience });
    } catch (error) {
        report(`routes: old generations are not swept: ${error instanceof Error ? error.message : String(error)}`);
    }
}

/**
 * Names of services on the engine that are generations of a routed service, and are in none of the routes.
 *
 * @param found for each service its name on the engine, and that in the compose file
 */
export function unknownGenerations(
    found: readonly string[],
    stack: string,
    before: Routing,
    after: Routing,
): readonly string[] {
    const aliases = [before, after].flatMap(({ routes, standby }) => [...routes.map(({ alias }) => alias), ...standby]);
    const known = new Set(aliases.map((alias) => `${stack}_${alias}`));
    const services = new Set(after.routes.map(({ service }) => service));
    return found.flatMap((line) => {
        const [name = "", service = ""] = line.split(" ");
        return services.has(service) && !known.has(name) ? [name] : [];
    });
}
