import { compareServices, type ServiceSnapshot } from "../components/plan/compare-services";
import type { PreviousRelease } from "../components/plan/previous-release";
import type { MigrationPlan } from "../components/plan/rollout-plan";
import type { StackConfig } from "./config";

/** What a release will do about the database's schema; undefined without `slipway:migrations`. */
export function rolloutMigration(
    { migrations, release }: Pick<StackConfig, "migrations" | "release">,
    job: ServiceSnapshot | undefined,
    { migration }: Omit<PreviousRelease, "places">,
): MigrationPlan | undefined {
    if (migrations === undefined || job === undefined) return undefined;
    const { service, up, timeout } = migrations;
    const commands = {
        SLIPWAY_UP: up,
        SLIPWAY_HEAD: migrations.head,
        SLIPWAY_HEADS: migrations.heads,
        SLIPWAY_KNOWN: migrations.known,
    };
    const isSame =
        migration !== undefined &&
        !compareServices(migration.snapshot, job).isDifferent &&
        Object.entries(commands).every(([name, command]) => migration.environment[name] === command);
    return { service, command: up, runs: isSame ? "no" : "if behind", timeout, quiesced: release.quiesce };
}
