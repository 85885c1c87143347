import { project, projectName } from "../stack-file";
import { usedStateFolder } from "./ask-backend";
import { exportStack } from "./exported";
import { findLocks } from "./find-locks";
import { neededRecovery } from "./needed-recovery";
import { lockLine, recoveryLines } from "./recovery-lines";
import { lockFolder } from "./state-folder";

/**
 * Tells what the next update would put right first, and changes nothing.
 *
 * @returns a line for each finding; none while somebody is at work on the stack, for what is half done then is theirs
 * @throws CliError when Pulumi does not let the state be read
 */
export async function foreseeRecovery(stack: string): Promise<readonly string[]> {
    const folder = await usedStateFolder();
    const locks = folder === undefined ? undefined : findLocks(lockFolder(folder, projectName(project), stack));
    if (locks?.held) return [];
    const { deployment } = await exportStack(stack);
    const killed = (locks?.dead ?? []).map((lock) => lockLine(stack, lock, "next"));
    return [...killed, ...recoveryLines(stack, await neededRecovery(stack, deployment), "next")];
}
