import { askPulumi } from "../pulumi";
import type { ExportedStack } from "./deployment";

/** @throws CliError when Pulumi has no such stack */
export async function exportStack(stack: string): Promise<ExportedStack> {
    return JSON.parse(await askPulumi(["stack", "export", "--stack", stack])) as ExportedStack;
}

/** @throws CliError when somebody else holds the stack */
export async function importStack(stack: string, exported: ExportedStack): Promise<void> {
    await askPulumi(["stack", "import", "--stack", stack], JSON.stringify(exported));
}
