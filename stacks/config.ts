import type { z } from "zod";
import { ConfigError, type ConfigProblem } from "./config/config-error";
import { readConfigFile } from "./config/config-file";
import { notifyProblems } from "./config/notify-problems";
import { providerTokenProblems } from "./config/provider-token-problems";
import { publicDomainProblems } from "./config/public-domain-problems";
import { rawConfig } from "./config/raw-values";
import { registryProblems } from "./config/registry-problems";
import { releaseProblems } from "./config/release-problems";
import { routeProblems } from "./config/route-problems";
import { configSchema } from "./config/schema";
import { schemaProblems } from "./config/schema-problems";
import { serversProblems } from "./config/servers-problems";
import type { Subject } from "./config/subject";
import { templateProblems } from "./config/template-problems";
import { variableProblems } from "./config/variable-problems";

/** A stack's configuration as Pulumi knows it, before anybody has judged it. */
export interface ConfigSource {
    /** Name of the stack. */
    readonly stack: string;
    /** Name of the Pulumi project. */
    readonly project: string;
    /** Name of the stack's file, for messages, e.g. `Pulumi.local.yaml`. */
    readonly file: string;
    /** The file's text, which tells lines, and secrets that are not encrypted; absent when there is no file. */
    readonly text?: string;
    /** Key with namespace → value, decrypted; maps and lists as JSON, as `pulumi.runtime.allConfig()` gives them. */
    readonly values: Readonly<Record<string, string>>;
    /** Keys, with namespace, that hold an encrypted value at any depth. */
    readonly secretKeys: ReadonlySet<string>;
    /** Variables of the environment, where the clouds are to be used: the tokens that they need may stand there. */
    readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** A stack's configuration that passed every check; times in seconds, secrets decrypted. */
export interface StackConfig extends Readonly<z.output<typeof configSchema>> {
    /** Where it came from, for problems that are found later. */
    readonly origin: ConfigOrigin;
}

/** Where the values of a configuration stand. */
export interface ConfigOrigin {
    readonly stack: string;
    /** Name of the stack's file. */
    readonly file: string;
    /** Line of each key, from 1, by its path (`slipway:domain.port`); empty when there is no file. */
    readonly lines: ReadonlyMap<string, number>;
}

/**
 * Checks a stack's configuration and fills in its defaults.
 * @throws ConfigError with every problem at once
 */
export function readStackConfig(source: ConfigSource): StackConfig {
    const { stack, project, file, secretKeys } = source;
    const subject: Subject = { stack, file, secretKeys, ...readConfigFile(source.text ?? "", project) };
    const raw = rawConfig(source.values);
    const result = configSchema.safeParse(raw);

    const problems = onePerPath([
        ...templateProblems(subject, raw),
        ...variableProblems(subject, raw),
        ...notifyProblems(subject, raw),
        ...registryProblems(subject, raw),
        ...serversProblems(subject, raw),
        ...publicDomainProblems(subject, raw),
        ...routeProblems(subject, raw),
        ...releaseProblems(subject, raw),
        ...schemaProblems(subject, raw, result.error?.issues ?? []),
        ...providerTokenProblems(source, raw),
    ]);
    if (!result.success || problems.length > 0) throw new ConfigError(file, problems);
    return { ...result.data, origin: { stack, file, lines: subject.lines } };
}

/**
 * The first problem says it best: a password's place that is no template looks like a password, and rules about secrets
 * come before types.
 */
function onePerPath(problems: readonly ConfigProblem[]): readonly ConfigProblem[] {
    return [...new Map(problems.map((problem) => [problem.path, problem] as const).reverse()).values()].reverse();
}
