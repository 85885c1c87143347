import { writeFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import type { ComposeModel } from "../components/compose/model";
import type { Migration } from "../components/migration/migration";
import { migrationModel } from "../components/migration/migration-model";
import { renderPlan } from "../components/plan/plan.render";
import type { PreviousRelease } from "../components/plan/previous-release";
import type { RolloutPlan } from "../components/plan/rollout-plan";
import type { Service } from "../components/service/service";
import type { SmokePlan } from "../components/smoke/plan";
import type { StackConfig } from "./config";
import { lastFailures } from "./failures";
import { knownValues } from "./known-values";
import { measuredStart } from "./measured-start";
import { type RolloutArgs, rolloutOf } from "./rollout";
import { serviceSnapshot } from "./service-snapshot";

/** What {@link showPlan} needs to know. */
export interface ShowPlanArgs extends Pick<RolloutArgs, "strategies" | "early" | "previous"> {
    /** Folder of the project. */
    readonly directory: string;
    /** Prefix of every name on the engine. */
    readonly prefix: string;
    readonly config: Pick<StackConfig, "engine" | "servers" | "release" | "domain" | "migrations">;
    readonly compose: ComposeModel;
    /** By name, in the order in which they are released. */
    readonly services: Readonly<Record<string, Service>>;
    readonly migration: Migration | undefined;
    /** Values of the stack's secrets by name. */
    readonly secrets: Readonly<Record<string, pulumi.Input<string>>>;
    readonly flows: SmokePlan | undefined;
}

/**
 * Tells in a preview what the release will do: to the terminal as one message, and as JSON to the file that
 * `SLIPWAY_PLAN_FILE` names.
 */
export async function showPlan(args: ShowPlanArgs): Promise<void> {
    const { config, compose, strategies, early, services, migration, flows, previous } = args;
    const values = await knownValues(args.secrets);
    const models = Object.keys(services).flatMap((name) => compose.services[name] ?? []);
    const migrating = compose.services[config.migrations?.service ?? ""];
    const rollout: RolloutArgs = {
        ...{ stack: pulumi.getStack(), config, compose, services: models, strategies, early },
        snapshots: Object.fromEntries(
            models.map((model) => {
                const { document = "" } = services[model.name] ?? {};
                return [model.name, serviceSnapshot(document, model, compose, values)];
            }),
        ),
        ...(migration === undefined || migrating === undefined
            ? {}
            : { migration: serviceSnapshot(migration.document, migrationModel(migrating), compose, values) }),
        smoke: flows?.flows.map(({ name }) => name) ?? [],
        previous,
        failures: lastFailures(args.directory, args.prefix),
    };
    const plan = rolloutOf({ ...rollout, starts: await startsOf(rolloutOf(rollout), previous, args) });
    await pulumi.log.info(renderPlan(plan));
    const file = process.env.SLIPWAY_PLAN_FILE;
    if (file) writeFileSync(file, JSON.stringify(plan));
}

/** How long those took to start the last time of which the plan can only guess. */
async function startsOf(
    { services }: RolloutPlan,
    previous: Pick<PreviousRelease, "services">,
    { prefix, config }: ShowPlanArgs,
): Promise<Readonly<Record<string, number>>> {
    // A preview asks no server: where nobody is at home, it would wait.
    if (config.servers !== undefined) return {};
    const guessed = services.filter(({ downtime }) => downtime.basis === "estimated").map(({ name }) => name);
    const starts = guessed.map(async (name) => {
        const suffix = previous.services.get(name)?.environment.SLIPWAY_GENERATION;
        const seconds = await measuredStart(config.engine, `${prefix}_${name}${suffix ? `-${suffix}` : ""}`);
        return seconds === undefined ? [] : [[name, seconds] as const];
    });
    return Object.fromEntries((await Promise.all(starts)).flat());
}
