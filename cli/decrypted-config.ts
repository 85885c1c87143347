import { readFileSync } from "node:fs";
import { readStackConfig, type StackConfig } from "../stacks/config";
import { askPulumi } from "./pulumi";
import { project, projectName, stackPath } from "./stack-file";

interface ConfigValue {
    readonly value: string;
    readonly secret: boolean;
}

/**
 * Reads a stack's configuration with the values of its secrets, which stay in this process.
 *
 * @throws CliError when there is no such stack, or Pulumi cannot decrypt it; ConfigError with every problem of the file
 */
export async function decryptedConfig(stack: string): Promise<StackConfig> {
    const file = `Pulumi.${stack}.yaml`;
    const path = stackPath(stack);
    const answer = await askPulumi(["config", "--show-secrets", "--json", "--stack", stack]);
    const entries = Object.entries(JSON.parse(answer) as Readonly<Record<string, ConfigValue>>);
    return readStackConfig({
        stack,
        project: projectName(project),
        file,
        text: readFileSync(path, "utf8"),
        values: Object.fromEntries(entries.map(([key, { value }]) => [key, value])),
        secretKeys: new Set(entries.filter(([, { secret }]) => secret).map(([key]) => key)),
    });
}
