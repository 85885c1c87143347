import type { ComposeModel, ServiceModel } from "../components/compose/model";
import type { StackConfig } from "./config";
import type { ConfigProblem } from "./config/config-error";
import { problemAt } from "./config/subject";
import { type Choice, choiceOf } from "./release-choice";
import { routedPorts } from "./routed";
import { strategiesOf } from "./strategies";
import { standbyReason, strategyReason } from "./strategy-reason";
import { placeOf, type Reason, unknownService } from "./take-over-reason";
import { unusedReleaseKeys } from "./unused-release-keys";

type Config = Pick<StackConfig, "release" | "domain" | "postgres" | "redis" | "origin">;

/** Strategies that cannot work for their service, and keys of `slipway:release` that no service would follow. */
export function strategyProblems(config: Config, model: ComposeModel): readonly ConfigProblem[] {
    const unknown = Object.keys(config.release.services)
        .filter((name) => !Object.hasOwn(model.services, name))
        .map((name) => problemAt(config.origin, ["release", "services", name], unknownService(name, model)));
    const services = Object.values(model.services).flatMap((service) => serviceProblems(service, config, model));
    // What is said of a service by a wrong name may be what the others are missing.
    return [...unknown, ...services, ...(unknown.length > 0 ? [] : unusedReleaseKeys(config, model))];
}

function serviceProblems(service: ServiceModel, config: Config, model: ComposeModel): readonly ConfigProblem[] {
    const { release, domain } = config;
    const routed = routedPorts(domain)[service.name] ?? [];
    const strategy = choiceOf("strategy", service, release);
    const standby = choiceOf("standby", service, release);
    const is = strategiesOf(model, config, routedPorts(domain))[service.name]?.strategy ?? "rolling";
    const data = dataReason(service, config, model);
    const wrong = strategy === undefined ? undefined : (data ?? strategyReason(strategy.value, service, routed, model));
    const unheld = standby?.value === true ? (data ?? standbyReason(is, service, model)) : undefined;
    return [
        ...(strategy === undefined || wrong === undefined
            ? []
            : [problemOf(strategy, "strategy", service, config, model, wrong)]),
        ...(standby === undefined || unheld === undefined || wrong !== undefined
            ? []
            : [problemOf(standby, "standby", service, config, model, unheld)]),
        ...sharedProblems(service, config, model),
    ];
}

/** At the key that says so, in the configuration or in the compose file. */
function problemOf(
    { from }: Choice<unknown>,
    key: "strategy" | "standby",
    { name, slipway }: ServiceModel,
    { origin }: Config,
    { file }: ComposeModel,
    reason: Reason,
): ConfigProblem {
    if (from === "config") return problemAt(origin, ["release", "services", name, key], reason);
    return { file, line: slipway?.line ?? 1, path: `services.${name}.x-slipway.${key}`, ...reason };
}

/** The database and Redis have one task, with its own data: there is nothing to choose. */
function dataReason(service: ServiceModel, config: Config, model: ComposeModel): Reason | undefined {
    const key = dataKey(service, config);
    if (key === undefined) return undefined;
    return {
        found: `${placeOf(service, model)}, which slipway:${key} takes over`,
        expected: "a service whose tasks Slipway may replace in more than one way",
        mend: "remove it: a database is stopped before it is started again",
    };
}

function sharedProblems(service: ServiceModel, config: Config, model: ComposeModel): readonly ConfigProblem[] {
    const key = dataKey(service, config);
    const volume = service.mounts.find(({ shared }) => shared)?.source;
    if (key === undefined || volume === undefined) return [];
    return [
        problemAt(config.origin, [key, "service"], {
            found: `${placeOf(service, model)} with the volume ${volume}, which x-slipway says is shared`,
            expected: "data that one task at a time uses: two would destroy them",
            mend: `remove shared from x-slipway in ${model.file}`,
        }),
    ];
}

function dataKey({ name }: ServiceModel, { postgres, redis }: Config): "postgres" | "redis" | undefined {
    if (postgres?.service === name) return "postgres";
    return redis?.service === name ? "redis" : undefined;
}
