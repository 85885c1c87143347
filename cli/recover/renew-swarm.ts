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
    if (!(await hasNoLeader(docker))) return false;
    report(`stack ${stack}: the cluster has lost most of its managers: it is begun anew on ${first.name}`);
    const address = (await docker.ask("info", "--format", "{{.Swarm.NodeAddr}}")).trim();
    const own = (await docker.ask("info", "--format", "{{.Swarm.NodeID}}")).trim();
    const words = ["--advertise-addr", address, "--listen-addr", `${address}:2377`];
    await docker.ask("swarm", "init", "--force-new-cluster", ...words);
    // They have no vote in it any more.
    for (const { id } of (await clusterNodes(docker)).filter((node) => node.isManager && node.id !== own)) {
        await docker.ask("node", "rm", "--force", id);
    }
    const exported = await exportStack(stack);
    await importStack(stack, stateToRepeat(exported, toJoinAgain(exported.deployment)));
    return true;
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
