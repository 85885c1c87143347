import type { ComposeModel, ServiceModel } from "../components/compose/model";
import { updateOrder } from "../components/compose/render/deploy";
import { hasGenerations, type Strategy } from "../components/compose/strategy";
import { compareServices, type ServiceSnapshot } from "../components/plan/compare-services";
import { estimateDowntime, noDowntime } from "../components/plan/estimate-downtime";
import type { PreviousRelease } from "../components/plan/previous-release";
import type { Downtime, Failure, RolloutPlan, ServicePlan } from "../components/plan/rollout-plan";
import { canaryOf } from "./canary";
import type { StackConfig } from "./config";
import { rolloutMigration } from "./rollout-migration";
import { routedPorts } from "./routed";
import type { ServiceStrategy } from "./strategies";

/** What a plan is made from. */
export interface RolloutArgs {
    /** Name of the stack. */
    readonly stack: string;
    readonly config: Pick<StackConfig, "release" | "domain" | "migrations">;
    readonly compose: ComposeModel;
    /** In the order in which they are released. */
    readonly services: readonly ServiceModel[];
    readonly strategies: Readonly<Record<string, ServiceStrategy>>;
    /** What is released before requests are led over, from `releasedBeforeRoute`. */
    readonly early: ReadonlySet<string>;
    /** Each service as it shall be, by name. */
    readonly snapshots: Readonly<Record<string, ServiceSnapshot>>;
    /** The migration's job as it shall be. */
    readonly migration?: ServiceSnapshot;
    /** Names of the smoke flows. */
    readonly smoke: readonly string[];
    readonly previous: Omit<PreviousRelease, "places">;
    /** Seconds that services took to start the last time, by name, as far as somebody has looked. */
    readonly starts?: Readonly<Record<string, number>>;
    readonly failures: readonly Failure[];
}

/** What the release of a stack will do. */
export function rolloutOf(args: RolloutArgs): RolloutPlan {
    const { stack, config, services, previous, smoke, failures } = args;
    const { version, timeout, drain } = config.release;
    const planned = services.map((model) => servicePlan(model, args));
    const gone = [...previous.services.keys()].filter((name) => !services.some((service) => service.name === name));
    const using = (wanted: (strategy: ServiceStrategy["strategy"]) => boolean) =>
        services.map(({ name }) => name).filter((name) => wanted(args.strategies[name]?.strategy ?? "rolling"));
    const canaries = using((strategy) => strategy === "canary");
    // Pulumi keeps the version of a release that failed, too.
    const from = planned.some(({ change }) => change === "waits") ? undefined : previous.version;
    const migration = rolloutMigration(config, args.migration, previous);
    return {
        stack,
        version: { ...(from === undefined ? {} : { from }), to: version },
        services: [...planned, ...gone.map((name) => removal(name, args))],
        ...(migration === undefined ? {} : { migration }),
        gates: {
            healthy: timeout,
            smoke,
            ...(canaries.length === 0 ? {} : { canary: { services: canaries, ...canaryOf(config.release) } }),
            ...(using(hasGenerations).length === 0 ? {} : { drain }),
        },
        failures,
        notes: [],
    };
}

function servicePlan(model: ServiceModel, args: RolloutArgs): ServicePlan {
    const { name } = model;
    const { strategy = "rolling", why = "", standby = false } = args.strategies[name] ?? {};
    const before = args.previous.services.get(name);
    const after = args.snapshots[name];
    if (after === undefined) throw new Error(`no snapshot of service ${name}`);
    const { isDifferent, ...compared } = compareServices(before?.snapshot, after);
    // Its content becomes a part of its name on the engine, or is it no more: it is made anew once.
    const isRenamed = before !== undefined && before.hasGenerations !== hasGenerations(strategy);
    const difference = isRenamed ? { ...compared, inPlace: false, other: [...compared.other, "strategy"] } : compared;
    const change = changeOf(before, isDifferent || isRenamed);
    const routed = routedPorts(args.config.domain);
    const isLedOver = Object.keys(routed).length > 0;
    const isMissed = change === "changes" && !difference.inPlace && stopsAlone(model, strategy, routed[name] ?? []);
    const downtime = isMissed ? downtimeOf(model, args) : noDowntime;
    return {
        ...{ name, change, why, standby, downtime },
        strategy: model.oneOff ? "once" : strategy,
        // What is new has no version to go back to.
        goesBeforeRoute: before !== undefined && isLedOver && !(name in routed) && args.early.has(name),
        ...difference,
    };
}

function changeOf(before: { readonly waits: boolean } | undefined, isDifferent: boolean): ServicePlan["change"] {
    if (before === undefined) return "new";
    if (isDifferent) return "changes";
    return before.waits ? "waits" : "unchanged";
}

function removal(name: string, { compose, previous }: RolloutArgs): ServicePlan {
    const snapshot = previous.services.get(name)?.snapshot ?? { document: "", files: {} };
    const { isDifferent: _, ...same } = compareServices(snapshot, snapshot);
    const why = `${compose.file} has it no more`;
    const rest = { standby: false, goesBeforeRoute: false, downtime: noDowntime };
    const image = same.image.from === undefined ? {} : { from: same.image.from };
    return { ...same, ...rest, name, change: "removed", why, image };
}

/** Whether its one task has to stop before its successor starts, or all of them do. */
function stopsAlone(model: ServiceModel, strategy: Strategy, ports: readonly number[]): boolean {
    const { replicas, updateConfig } = model.deploy;
    if (model.oneOff || replicas === 0) return false;
    const order = updateConfig.order ?? updateOrder(model, ports);
    return strategy === "recreate" || (strategy === "rolling" && replicas === 1 && order === "stop-first");
}

/** A time that cannot have been a start, for a service that took so long would have failed, is none. */
function downtimeOf(model: ServiceModel, { starts = {}, config }: RolloutArgs): Downtime {
    const measured = starts[model.name];
    if (measured === undefined || measured <= 0 || measured > config.release.timeout) return estimateDowntime(model);
    return { seconds: Math.ceil(measured), basis: "measured" };
}
