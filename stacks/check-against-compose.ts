import type { ComposeModel } from "../components/compose/model";
import type { StackConfig } from "./config";
import type { ConfigProblem } from "./config/config-error";
import { nearestName } from "./config/nearest-name";
import { problemAt } from "./config/subject";
import { routedPorts } from "./routed";

/** What a stack's configuration and its compose file say against each other; none when they agree. */
export function checkAgainstCompose(
    config: Pick<StackConfig, "domain" | "servers" | "origin">,
    model: ComposeModel,
): readonly ConfigProblem[] {
    const routes = config.domain.routes.flatMap((route, index) => {
        const reason = routeReason(route.service, model);
        const path = ["domain", "routes", index, "service"];
        return reason === undefined
            ? []
            : [problemAt(config.origin, path, { found: JSON.stringify(route.service), ...reason })];
    });
    return [...routes, ...portProblems(config, model)];
}

type Reason = Pick<ConfigProblem, "expected" | "mend">;

function routeReason(service: string, model: ComposeModel): Reason | undefined {
    const known = Object.keys(model.services);
    if (!Object.hasOwn(model.services, service)) {
        const near = nearestName(service, known);
        return {
            expected: `a service of ${model.file}: ${known.join(", ")}`,
            mend: near === undefined ? "write one of these, or add the service to the file" : `did you mean ${near}?`,
        };
    }
    if (model.services[service]?.oneOff === true) {
        return {
            expected: "a service that keeps running",
            mend: `${service} runs once to completion, because another service waits for that; route to a service that listens`,
        };
    }
    return undefined;
}

/** The proxy and a service cannot both have a port of the host; a service's routed ports are not published. */
function portProblems(
    { domain, servers, origin }: Pick<StackConfig, "domain" | "servers" | "origin">,
    model: ComposeModel,
): readonly ConfigProblem[] {
    if (domain.routes.length === 0) return [];
    const own = servers === undefined ? [domain.port] : [80, 443];
    const path = servers === undefined ? ["domain", "port"] : ["servers"];
    const mend =
        servers === undefined ? "choose another port for one of the two" : "choose another port for the service";
    const routed = routedPorts(domain);
    return Object.values(model.services).flatMap(({ name, line, ports }) =>
        ports
            .filter(({ target, protocol }) => protocol === "tcp" && !routed[name]?.includes(target))
            .flatMap(({ published }) => (published !== undefined && own.includes(published) ? [published] : []))
            .map((port) =>
                problemAt(origin, path, {
                    found: `${port}, which service ${name} publishes too (${model.file}:${line})`,
                    expected: "a port of the host that nothing else uses",
                    mend,
                }),
            ),
    );
}
