import { mkdir } from "node:fs/promises";
import { execute } from "./execute";
import { SetupError } from "./setup-error";

/** Installs a resource plugin from a file into a Pulumi home, by Pulumi's own command. */
export async function installPlugin(
    pulumi: string,
    home: string,
    plugin: { readonly name: string; readonly version: string },
    file: string,
): Promise<void> {
    await mkdir(home, { recursive: true });
    const { exitCode, stdout, stderr } = await execute(
        pulumi,
        ["plugin", "install", "resource", plugin.name, plugin.version, "--file", file, "--color", "never"],
        {
            nodeOptions: {
                // The command works in any folder; in a project's it would read that project first.
                cwd: home,
                env: { PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "1" },
            },
        },
    );
    if (exitCode !== 0) {
        throw new SetupError(
            `Pulumi can't install its plugin ${plugin.name} ${plugin.version} from ${file}:\n    ${(stderr || stdout).trim()}`,
        );
    }
}
