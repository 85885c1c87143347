import type { Report } from "../../toolchain/report";
import { exportStack, importStack } from "./exported";
import { dropletsOf, goneWith, lostServers, serversOf, stateWithout } from "./lost.plan";
import { readAgain } from "./read-again";

/**
 * Looks which servers of a stack are still in the account, and takes out of the state what went with those that are not:
 * nothing of it can be asked, changed or removed any more. The next update makes them anew.
 *
 * @param environment variables that Pulumi's providers are told by, beside those of this process
 * @returns indexes of the servers that are gone
 * @throws CliError when Pulumi or DigitalOcean cannot be asked
 */
export async function forgetLost(
    stack: string,
    report: Report,
    environment: Readonly<Record<string, string>> = {},
): Promise<readonly number[]> {
    const droplets = dropletsOf((await exportStack(stack)).deployment);
    if (droplets.length > 0) await readAgain(stack, droplets, environment);
    const exported = await exportStack(stack);
    const lost = lostServers(exported.deployment);
    const gone = goneWith(exported.deployment, lost);
    if (gone.size > 0) await importStack(stack, stateWithout(exported, gone));
    for (const index of lost) report(`stack ${stack}: server ${index} is gone from DigitalOcean, and ${fateOf(index)}`);
    return lost;
}

/** Takes out of the state all that runs on the servers, which are to go with it. */
export async function forgetServers(stack: string): Promise<void> {
    const exported = await exportStack(stack);
    const gone = goneWith(exported.deployment, serversOf(exported.deployment));
    await importStack(stack, stateWithout(exported, gone));
}

function fateOf(index: number): string {
    return index === 0
        ? "all that ran by way of it is out of the state; the data are on their volume"
        : "what was placed on it is out of the state";
}
