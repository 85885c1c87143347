import type { Report } from "../../toolchain/report";
import { CliError } from "../cli-error";
import { type Docker, dockerAt } from "../docker";
import { reachServer } from "../reach-engine";
import { clusterNodes } from "../servers/cluster-nodes";
import type { KnownServer } from "../servers/known-servers";
import { exportStack, importStack } from "./exported";
import { toJoinAgain } from "./renew-swarm.plan";
import { stateToRepeat } from "./repeat.plan";

/**
 * Where a cluster has lost most of its managers, nothing can change in it any more: then it is begun anew with all that
 * the first server knows of it, its services among them, which run on meanwhile. The next update has the other servers join.
 *
 * @param first as the state knows it
 * @returns whether it had
 * @throws CliError when the first server cannot be reached, or its engine refuses
 */
export async function renewSwarm(stack: string, first: KnownServer, report: Report): Promise<boolean> {
    const docker = dockerAt(await reachServer(first));
    const isRenewed = await hasNoLeader(docker);
    if (isRenewed) {
        report(`stack ${stack}: the cluster has lost most of its managers: it is begun anew on ${first.name}`);
        await haveAllJoin(stack);
        const address = (await docker.ask("info", "--format", "{{.Swarm.NodeAddr}}")).trim();
        const words = ["--advertise-addr", address, "--listen-addr", `${address}:2377`];
        await docker.ask("swarm", "init", "--force-new-cluster", ...words);
    }
    const outvoted = (await clusterNodes(docker)).filter(({ isManager, hasVote }) => isManager && !hasVote);
    // Somebody has begun it anew before, and came no further.
    if (!isRenewed && outvoted.length > 0) await haveAllJoin(stack);
    for (const { id } of outvoted) await docker.ask("node", "rm", "--force", id);
    return isRenewed || outvoted.length > 0;
}

/** Marks the servers' part in the cluster, so that the next update has them join again. */
async function haveAllJoin(stack: string): Promise<void> {
    const exported = await exportStack(stack);
    await importStack(stack, stateToRepeat(exported, toJoinAgain(exported.deployment)));
}

async function hasNoLeader(docker: Docker): Promise<boolean> {
    try {
        await docker.ask("node", "ls", "--quiet");
        return false;
    } catch (error) {
        if (error instanceof CliError && error.message.includes("does not have a leader")) return true;
        throw error;
    }
}
