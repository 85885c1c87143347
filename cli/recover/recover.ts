import type { Report } from "../../toolchain/report";
import { CliError } from "../cli-error";
import { project, projectName } from "../stack-file";
import { usedStateFolder } from "./ask-backend";
import { clearLocks } from "./clear-locks";
import { exportStack, importStack } from "./exported";
import { readLeftOvers, writeLeftOvers } from "./kept-left-overs";
import { mendStateFolder } from "./mend-state-folder";
import { neededRecovery } from "./needed-recovery";
import { readAgain } from "./read-again";
import { lockLine, recoveryLines } from "./recovery-lines";
import { stateToRepeat } from "./repeat.plan";
import { lockFolder } from "./state-folder";

/**
 * Prepares a stack for its next update after a deployer was killed, or somebody has removed something by hand: a dead
 * deployer's lock goes, and what the state may have wrong is marked, so that the update applies it again. A stack that
 * somebody else is at work on is left alone: Pulumi tells who it is.
 */
export async function recover(stack: string, report: Report): Promise<void> {
    if (await isHeld(stack, report)) return;
    const exported = await exportStack(stack);
    const plan = await neededRecovery(stack, exported.deployment);
    for (const line of recoveryLines(stack, plan)) report(line);
    writeLeftOvers(stack, project, [...readLeftOvers(stack, project), ...plan.leftOvers]);
    try {
        if (plan.interrupted || plan.repeat.size > 0) {
            // A backend that is no folder here tells of nobody at work: a state that moves is somebody's.
            if (JSON.stringify(await exportStack(stack)) !== JSON.stringify(exported)) return;
            await importStack(stack, stateToRepeat(exported, plan.repeat));
        }
        if (plan.missing.length > 0) await readAgain(stack, plan.missing);
    } catch (error) {
        // Somebody has begun in this very moment: what was found was theirs.
        if (!(error instanceof CliError) || !/locked|in progress/.test(error.message)) throw error;
    }
}

/** Whether a living deployer, or one that cannot be looked at from here, has the stack. */
async function isHeld(stack: string, report: Report): Promise<boolean> {
    const folder = await usedStateFolder();
    if (folder === undefined) return false;
    mendStateFolder(folder);
    const { dead, held } = clearLocks(lockFolder(folder, projectName(project), stack));
    for (const lock of dead) report(lockLine(stack, lock));
    return held;
}
