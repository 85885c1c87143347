import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { CliError } from "../cli-error";
import { askPulumi } from "../pulumi";
import { ensureStack, project } from "../stack-file";
import { type RehearsalSurroundings, rehearsalConfig } from "./rehearsal-config";

/** What the file of a rehearsal begins with. */
const mark = "# Made by ./slipway rehearse";

/** Name of the stack that a stack is rehearsed as: beside it, with a state and names of its own. */
export function rehearsalName(stack: string): string {
    return `${stack}-rehearsal`;
}

/**
 * Makes the stack of a rehearsal, with a random value for each secret of the real one.
 *
 * @throws CliError when Pulumi does not make it
 */
export async function makeRehearsalStack(
    stack: string,
    around: RehearsalSurroundings,
    directory = project,
): Promise<void> {
    const name = rehearsalName(stack);
    const { config = {} } = (parse(readFileSync(fileOf(stack, directory), "utf8")) ?? {}) as {
        readonly config?: Readonly<Record<string, unknown>>;
    };
    const rehearsed = rehearsalConfig(config, around);
    const path = fileOf(name, directory);
    const comment = `${mark} ${stack}, and gone with it.\n`;
    if (!existsSync(path)) writeFileSync(path, `${comment}${stringify({ config: rehearsed.config })}`);
    await ensureStack(name, directory);
    for (const [secret, value = randomBytes(24).toString("base64url")] of Object.entries(rehearsed.secrets)) {
        await askPulumi(["config", "set", "--secret", "--path", secret, "--stack", name], value);
    }
}

/**
 * Takes the stack of a rehearsal away, with whatever its state still has.
 *
 * @throws CliError when somebody's own stack has the name
 */
export async function removeRehearsalStack(stack: string, directory = project): Promise<void> {
    const name = rehearsalName(stack);
    const path = fileOf(name, directory);
    if (!existsSync(path)) return;
    if (!readFileSync(path, "utf8").startsWith(mark)) {
        throw new CliError(
            `Pulumi.${name}.yaml is none of a rehearsal: rename it, because rehearsing ${stack} takes its name`,
        );
    }
    await askPulumi(["stack", "rm", "--yes", "--force", name]).catch((error: unknown) => {
        if (!(error instanceof CliError)) throw error;
    });
    rmSync(path, { force: true });
}

function fileOf(stack: string, directory: string): string {
    return join(directory, `Pulumi.${stack}.yaml`);
}
