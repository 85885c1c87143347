import type { Report } from "../../toolchain/report";
import { CliError } from "../cli-error";
import type { Deployment, ExportedStack } from "./deployment";
import { exportStack, importStack } from "./exported";
import {
    dropletsOf,
    goneWith,
    halfReplaced,
    isStranger,
    lostServers,
    serversOf,
    stateWithout,
    witnessesOf,
} from "./lost.plan";
import { askWhatIsGone } from "./read-again";

/**
 * Looks which servers of a stack are still in the account, and takes those that are not out of the state, with what went
 * with them: nothing of it can be asked, changed or removed any more. The next update makes them anew.
 *
 * @param environment variables that Pulumi's providers are told by, beside those of this process
 * @returns whether the state had any
 * @throws CliError when Pulumi or DigitalOcean cannot be asked, or the account is not the one of the stack
 */
export async function forgetLost(
    stack: string,
    report: Report,
    environment: Readonly<Record<string, string>> = {},
): Promise<boolean> {
    const exported = await exportStack(stack);
    const { deployment } = exported;
    const gone = await goneServers(stack, deployment, environment);
    const left = stateWithout(exported, gone);
    const lost = lostServers(left.deployment);
    const parts = goneWith(deployment, lost);
    if (gone.size + parts.size === 0) return false;
    await replaceState(stack, exported, stateWithout(left, parts));
    for (const index of lost) report(`stack ${stack}: server ${index} is gone from DigitalOcean, and ${fateOf(index)}`);
    return true;
}

/** Takes out of the state all that runs on the servers, which are to go with it. */
export async function forgetServers(stack: string): Promise<void> {
    const exported = await exportStack(stack);
    const gone = goneWith(exported.deployment, serversOf(exported.deployment));
    await replaceState(stack, exported, stateWithout(exported, gone));
}

/** @throws CliError when the account is not the one of the stack */
async function goneServers(
    stack: string,
    deployment: Deployment,
    environment: Readonly<Record<string, string>>,
): Promise<ReadonlySet<string>> {
    const servers = dropletsOf(deployment);
    if (servers.length === 0) return new Set();
    const absent = await askWhatIsGone(stack, [...servers, ...witnessesOf(deployment)], environment);
    if (isStranger(deployment, absent)) {
        throw new CliError(
            `the account of digitalocean:token knows nothing of ${stack}: neither its servers, nor their volume, nor their network; nothing was changed. Set the token of the account in which the stack was made`,
        );
    }
    return new Set([...servers.filter((urn) => absent.has(urn)), ...halfReplaced(deployment)]);
}

/**
 * Writes a state in the place of the one that it was made of.
 *
 * @throws CliError when that is not the stack's any more: a backend that is no folder here tells of nobody at work
 */
async function replaceState(stack: string, before: ExportedStack, after: ExportedStack): Promise<void> {
    if (JSON.stringify(await exportStack(stack)) !== JSON.stringify(before)) {
        throw new CliError(`somebody else is at work on ${stack}, and nothing was changed: wait until that is over`);
    }
    await importStack(stack, after);
}

function fateOf(index: number): string {
    return index === 0
        ? "all that ran by way of it is out of the state; the data are on their volume"
        : "what was placed on it is out of the state";
}
