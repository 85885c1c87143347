import { exclusiveUse } from "../components/compose/exclusive";
import type { ComposeModel, ServiceModel } from "../components/compose/model";
import { hasGenerations, type Strategy } from "../components/compose/strategy";
import type { StackConfig } from "./config";
import { exclusiveText } from "./exclusive-text";
import { choiceOf } from "./release-choice";

/** How a service is released. */
export interface ServiceStrategy {
    readonly strategy: Strategy;
    /** What decided it, in plain words: the key that says so, or what the service is like. */
    readonly why: string;
    /** The version before stays, so that going back to it creates nothing. */
    readonly standby: boolean;
}

/**
 * How each service is released, by its name: as the configuration says, else as its `x-slipway` does, else by what it is
 * like. Whether that can work is judged by `strategyProblems`.
 *
 * @param routedPorts container ports that the proxies serve, by service
 */
export function strategiesOf(
    compose: ComposeModel,
    { release }: Pick<StackConfig, "release">,
    routedPorts: Readonly<Record<string, readonly number[]>>,
): Readonly<Record<string, ServiceStrategy>> {
    const entries = Object.values(compose.services).map((service) => {
        const { strategy, why } =
            chosen(service, compose, release) ?? byNature(service, release.strategy, routedPorts[service.name] ?? []);
        const standby = choiceOf("standby", service, release)?.value ?? release.standby;
        return [service.name, { strategy, why, standby: standby && hasGenerations(strategy) }] as const;
    });
    return Object.fromEntries(entries);
}

type Decision = Pick<ServiceStrategy, "strategy" | "why">;

function chosen(service: ServiceModel, { file }: ComposeModel, release: StackConfig["release"]): Decision | undefined {
    const choice = choiceOf("strategy", service, release);
    if (choice === undefined) return undefined;
    const { value, from } = choice;
    const why =
        from === "config"
            ? `slipway:release.services.${service.name}`
            : `x-slipway in ${file}:${service.slipway?.line}`;
    return { strategy: value, why };
}

function byNature(service: ServiceModel, configured: Strategy | undefined, routedPorts: readonly number[]): Decision {
    const { order } = service.deploy.updateConfig;
    const use = exclusiveUse(service, routedPorts);
    if (service.oneOff) return { strategy: "recreate", why: "it runs once to completion" };
    // What the file says of the order, against what it looks like, is what its author knows better.
    if (order !== undefined && (order === "stop-first") === (use === undefined)) {
        return { strategy: "rolling", why: `its update_config.order is ${order}` };
    }
    if (use !== undefined) {
        const why = `it ${exclusiveText(use)}, which two tasks at a time would fight over`;
        // Of several tasks, on as many nodes, the others serve on.
        return { strategy: service.deploy.replicas > 1 ? "rolling" : "recreate", why };
    }
    if (routedPorts.length === 0) return { strategy: "rolling", why: "it has no route" };
    return configured === undefined
        ? { strategy: "blueGreen", why: "it has a route" }
        : { strategy: configured, why: "slipway:release.strategy" };
}
