import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseEnvFile } from "../components/compose/env-file";
import { loadCompose } from "../components/compose/load";
import type { ComposeModel } from "../components/compose/model";
import { ComposeError } from "../components/compose/problem";
import { checkAgainstCompose } from "./check-against-compose";
import type { StackConfig } from "./config";
import { ConfigError } from "./config/config-error";

/**
 * Reads the compose file that the configuration names, and holds the two against each other.
 *
 * @param secretNames names of `slipway:secrets`, whose values are not needed here
 * @throws ComposeError, ConfigError with every problem at once
 */
export function loadApp(
    config: Pick<StackConfig, "compose" | "env" | "domain" | "origin">,
    secretNames: readonly string[],
    directory: string,
): ComposeModel {
    const model = loadCompose({
        file: config.compose,
        directory,
        variables: {
            plain: { ...dotEnv(config, directory), ...config.env },
            secrets: new Set(secretNames),
        },
        read: (path) => (existsSync(path) ? readFileSync(path, "utf8") : undefined),
    });
    const problems = checkAgainstCompose(config, model);
    if (problems.length > 0) throw new ConfigError(config.origin.file, problems);
    return model;
}

/** `.env` beside the compose file is one developer's own: it counts on the stack `local` alone. */
function dotEnv(config: Pick<StackConfig, "compose" | "origin">, directory: string): Readonly<Record<string, string>> {
    const name = join(dirname(config.compose), ".env");
    const path = resolve(directory, name);
    if (config.origin.stack !== "local" || !existsSync(path)) return {};
    const { values, problems } = parseEnvFile(readFileSync(path, "utf8"), name);
    if (problems.length > 0) throw new ComposeError(problems);
    return values;
}
