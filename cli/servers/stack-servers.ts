import { askPulumi } from "../pulumi";
import type { ExportedStack } from "../recover/deployment";
import { type KnownServer, knownServers } from "./known-servers";

/**
 * The servers of a stack that have joined its cluster, with what it takes to reach them.
 *
 * @throws CliError when Pulumi has no such stack
 */
export async function stackServers(stack: string): Promise<readonly KnownServer[]> {
    const answer = await askPulumi(["stack", "export", "--show-secrets", "--stack", stack]);
    return knownServers((JSON.parse(answer) as ExportedStack).deployment);
}
