import { parse } from "yaml";
import { type ConfigSource, readStackConfig, type StackConfig } from "../../../stacks/config";
import { ConfigError } from "../../../stacks/config/config-error";

/** Reads keys below `config:` as those of the stack production; `{ secure: x }` counts as encrypted, with the value x. */
export function readConfig(yaml: string, changes: Partial<ConfigSource> = {}): StackConfig {
    const text = `config:\n  slipway:compose: ./c.yaml\n${yaml.replace(/^/gm, "  ")}\n`;
    const { config } = parse(text) as { config: Record<string, unknown> };
    const entries = Object.entries(config);
    const plain = (value: unknown) => JSON.stringify(value).replace(/\{"secure":("[^"]*")\}/g, "$1");
    const textOf = (value: unknown) => plain(value).replace(/^"(.*)"$/s, "$1");
    return readStackConfig({
        ...{ stack: "production", project: "slipway", file: "Pulumi.production.yaml", text },
        values: Object.fromEntries(entries.map(([key, value]) => [key, textOf(value)])),
        secretKeys: new Set(
            entries.filter(([, value]) => JSON.stringify(value).includes('"secure"')).map(([key]) => key),
        ),
        ...changes,
    });
}

/** What is wrong with such keys, each as the operator reads it without the file's name; none when they are right. */
export function configProblems(yaml: string, changes: Partial<ConfigSource> = {}): readonly string[] {
    try {
        readConfig(yaml, changes);
        return [];
    } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        return error.message.split("\n  Pulumi.production.yaml").slice(1);
    }
}
