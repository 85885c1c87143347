import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parseEnvFile } from "../components/compose/env-file";
import { loadCompose, type Variables } from "../components/compose/load";
import type { ComposeModel, Text } from "../components/compose/model";
import { ComposeError } from "../components/compose/problem";
import { mustBeSecret } from "../components/names/secret-name";
import { checkAgainstCompose } from "./check-against-compose";
import type { StackConfig } from "./config";
import { ConfigError } from "./config/config-error";
import { dataServiceProblems } from "./data-service-problems";
import { migrationNotes } from "./migration-notes";
import { migrationProblems } from "./migration-problems";
import { routingNotes } from "./routing-notes";
import { pinnedNotes, serverNotes } from "./server-notes";
import { serverProblems } from "./server-problems";
import { strategyProblems } from "./strategy-problems";
import { takeDataServices } from "./take-data-services";
import { fillTemplates } from "./templates";
import { withRightServices } from "./with-right-services";

/** The application of a stack. */
export interface App {
    readonly model: ComposeModel;
    /** Values of the secrets that `.env` beside the compose file adds to `slipway:secrets`, by name. */
    readonly secrets: Readonly<Record<string, string>>;
    /** Variables of `slipway:env` with a password that Slipway makes, which stays symbolic, by name. */
    readonly templated: Readonly<Record<string, Text>>;
    /** What the compose file was read with. */
    readonly variables: Variables;
}

/**
 * Reads the compose file that the configuration names, and holds the two against each other.
 *
 * @param secretNames names of `slipway:secrets`, whose values are not needed here
 * @throws ComposeError, ConfigError with every problem at once
 */
export function loadApp(
    config: Pick<
        StackConfig,
        "compose" | "servers" | "env" | "domain" | "postgres" | "redis" | "migrations" | "release" | "origin"
    > & { readonly registry?: object },
    secretNames: readonly string[],
    directory: string,
): App {
    const known = new Set([...secretNames, ...Object.keys(config.env)]);
    const { plain, secrets } = sorted(dotEnv(config, directory), known);
    const env = fillTemplates(config);
    const variables: Variables = {
        plain: { ...plain, ...env.plain },
        secrets: new Set([...secretNames, ...Object.keys(secrets), ...Object.keys(env.secret)]),
    };
    const model = withRightServices(config, (taken) =>
        loadCompose({
            file: config.compose,
            directory,
            variables,
            takenOver: taken,
            plainSecrets: { found: mustBeSecret, refused: config.origin.stack !== "local" },
            read: (path) => read(path, relative(directory, path)),
        }),
    );
    const problems = [
        ...checkAgainstCompose(config, model),
        ...dataServiceProblems(config, model),
        ...migrationProblems(config, model),
        ...strategyProblems(config, model),
        ...serverProblems(config, model, directory),
    ];
    if (problems.length > 0) throw new ConfigError(config.origin.file, problems);
    const taken = takeDataServices(model, config, env.secret);
    const notes = [
        ...serverNotes(config),
        ...model.notes,
        ...pinnedNotes(config, model),
        ...routingNotes(config.domain, model),
        ...migrationNotes(config, model),
    ];
    return { model: { ...taken, notes }, secrets, templated: env.secret, variables };
}

type Values = Readonly<Record<string, string>>;

/** `.env` beside the compose file is one developer's own: it counts on the stack `local` alone. */
function dotEnv(config: Pick<StackConfig, "compose" | "origin">, directory: string): Values {
    if (config.origin.stack !== "local") return {};
    const name = join(dirname(config.compose), ".env");
    const text = read(resolve(directory, name), name);
    if (text === undefined) return {};
    const { values, problems } = parseEnvFile(text, name);
    if (problems.length > 0) throw new ComposeError(problems);
    return values;
}

/** What of `.env` counts: names that the configuration has are its own, and passwords are secrets. */
function sorted(values: Values, known: ReadonlySet<string>): { readonly plain: Values; readonly secrets: Values } {
    const entries = Object.entries(values).filter(([name]) => !known.has(name));
    // An empty one is no secret: with it, a default in the compose file holds.
    const isSecret = ([name, value]: readonly [string, string]) => value !== "" && mustBeSecret(name, value);
    return {
        plain: Object.fromEntries(entries.filter((entry) => !isSecret(entry))),
        secrets: Object.fromEntries(entries.filter(isSecret)),
    };
}

/** The text of a file, undefined when there is none. */
function read(path: string, name: string): string | undefined {
    if (!existsSync(path)) return undefined;
    if (statSync(path).isDirectory()) throw unreadable(name, "is a folder", "name a file in it");
    try {
        return readFileSync(path, "utf8");
    } catch (error) {
        const code = (error as NodeJS.ErrnoException).code ?? "unknown";
        throw unreadable(name, `cannot be read (${code})`, "let this user read it, or name another file");
    }
}

function unreadable(file: string, found: string, mend: string): ComposeError {
    return new ComposeError([{ file, line: 1, column: 1, path: "", found, mend }]);
}
