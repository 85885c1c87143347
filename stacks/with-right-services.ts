import { redisTakenOver } from "../components/cache/take-redis.plan";
import type { ComposeModel } from "../components/compose/model";
import { ComposeError } from "../components/compose/problem";
import type { TakenOver } from "../components/compose/taken-over";
import { postgresTakenOver } from "../components/database/take-postgres.plan";
import type { StackConfig } from "./config";
import { ConfigError, type ConfigProblem } from "./config/config-error";
import { dataServiceProblems } from "./data-service-problems";
import { takenOver } from "./take-data-services";

type Config = Pick<StackConfig, "postgres" | "redis" | "domain" | "origin">;

/** Reads the compose file with some of its services taken over. */
type Load = (taken: Readonly<Record<string, TakenOver>>) => ComposeModel;

/**
 * Reads the compose file with its database and Redis taken over. Where the configuration names a wrong service, the
 * right one's password that is not set would lead astray: the name is told in its place.
 *
 * @throws ComposeError, ConfigError with every problem at once
 */
export function withRightServices(config: Config, load: Load): ComposeModel {
    try {
        return load(takenOver(config));
    } catch (error) {
        const problems = error instanceof ComposeError ? misnamed(config, load, error) : [];
        if (problems.length > 0) throw new ConfigError(config.origin.file, problems);
        throw error;
    }
}

const either: TakenOver = {
    by: "slipway:postgres or slipway:redis",
    variables: [...postgresTakenOver.variables, ...redisTakenOver.variables],
};

/** What is wrong with the names, if the file is right as soon as the services with its problems are taken over. */
function misnamed(config: Config, load: Load, { problems }: ComposeError): readonly ConfigProblem[] {
    const names = problems.flatMap(({ path }) => /^services\.([\w-]+)/.exec(path)?.[1] ?? []);
    const others = Object.fromEntries(names.map((name) => [name, either]));
    try {
        return dataServiceProblems(config, load({ ...takenOver(config), ...others }));
    } catch (error) {
        if (error instanceof ComposeError) return [];
        throw error;
    }
}
