import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { CliError } from "../cli-error";
import { askPulumi } from "../pulumi";
import { ensureStack, project } from "../stack-file";
import { type RehearsalSurroundings, rehearsalConfig } from "./rehearsal-config";

/** Name of the stack that a stack is rehearsed as: beside it, with a state and names of its own. */
export function rehearsalName(stack: string): string {
    return `${stack}-rehearsal`;
}

/**
 * Makes the stack of a rehearsal, with a random value for each secret of the real one.
 *
 * @throws CliError when Pulumi does not make it
 */
export async function makeRehearsalStack(stack: string, around: RehearsalSurroundings): Promise<void> {
    const name = rehearsalName(stack);
    const { config = {} } = (parse(readFileSync(fileOf(stack), "utf8")) ?? {}) as {
        readonly config?: Readonly<Record<string, unknown>>;
    };
    const rehearsed = rehearsalConfig(config, around);
    const path = fileOf(name);
    const comment = `# Made by ./slipway rehearse ${stack}, and gone with it.\n`;
    if (!existsSync(path)) writeFileSync(path, `${comment}${stringify({ config: rehearsed.config })}`);
    await ensureStack(name);
    for (const secret of rehearsed.secrets) {
        const value = randomBytes(24).toString("base64url");
        await askPulumi(["config", "set", "--secret", "--path", secret, "--stack", name], value);
    }
}

/** Takes the stack of a rehearsal away, with whatever its state still has. */
export async function removeRehearsalStack(stack: string): Promise<void> {
    const name = rehearsalName(stack);
    if (!existsSync(fileOf(name))) return;
    await askPulumi(["stack", "rm", "--yes", "--force", name]).catch((error: unknown) => {
        if (!(error instanceof CliError)) throw error;
    });
    rmSync(fileOf(name), { force: true });
}

function fileOf(stack: string): string {
    return join(project, `Pulumi.${stack}.yaml`);
}
