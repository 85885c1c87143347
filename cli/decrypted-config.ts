import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readStackConfig, type StackConfig } from "../stacks/config";
import { CliError } from "./cli-error";
import { askPulumi } from "./pulumi";
import { project, projectName } from "./stack-file";

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
    const path = join(project, file);
    if (!existsSync(path)) throw new CliError(`there is no stack ${stack}: ${file} does not exist`);
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
