import type * as pulumi from "@pulumi/pulumi";
import type { ServiceModel } from "../components/compose/model";
import { Migration, type MigrationArgs } from "../components/migration/migration";
import type { StackConfig } from "./config";

/** What the migration of a stack's database runs with, other than its configuration. */
export type MigrateArgs = Pick<
    MigrationArgs,
    "host" | "stack" | "compose" | "image" | "secrets" | "networks" | "volumes"
> & { readonly config: Pick<StackConfig, "migrations" | "postgres" | "release"> };

/**
 * Migrates the database, where the configuration says so.
 *
 * @param model service that the commands run with
 * @returns what the other services wait for
 */
export function migrate(
    model: ServiceModel,
    { config, ...args }: MigrateArgs,
    opts: pulumi.ComponentResourceOptions,
): readonly Migration[] {
    const { migrations, postgres, release } = config;
    if (migrations === undefined || postgres === undefined) return [];
    const { service: _, ...commands } = migrations;
    const database = { service: postgres.service, name: postgres.database };
    return [new Migration("migration", { ...args, model, commands, database, quiesce: release.quiesce }, opts)];
}
