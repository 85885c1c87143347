import { execute } from "../../toolchain/execute";
import type { Report } from "../../toolchain/report";
import { type Docker, dockerAt } from "../docker";
import { project } from "../stack-file";
import { exportStack } from "./exported";
import { readLeftOvers, writeLeftOvers } from "./kept-left-overs";
import { type LeftOver, orphansOf } from "./left-overs.plan";
import { reachedEngine } from "./reached-engine";

/**
 * Removes what interrupted updates have left on the engine and no state knows. What is still in use stays, and is tried
 * again the next time: the engine itself refuses to remove a secret, config or network that something uses.
 */
export async function sweepLeftOvers(stack: string, report: Report): Promise<void> {
    const leftOvers = readLeftOvers(stack, project);
    if (leftOvers.length === 0) return;
    const { deployment } = await exportStack(stack);
    const engine = await reachedEngine(stack, deployment);
    // Without a provider in the state nothing was ever made on an engine.
    const orphans = engine === undefined ? [] : orphansOf(leftOvers, deployment);
    const stay: LeftOver[] = [];
    for (const orphan of orphans) {
        const refusal = await remove(dockerAt(engine ?? ""), orphan);
        if (refusal !== undefined) stay.push(orphan);
        const fate = refusal === undefined ? "is gone" : `stays until the next update: ${refusal}`;
        report(`stack ${stack}: ${orphan.kind} ${orphan.name}, which an interrupted update may have left, ${fate}`);
    }
    writeLeftOvers(stack, project, stay);
}

/** @returns why the engine did not remove it; undefined when it is gone */
async function remove(docker: Docker, leftOver: LeftOver): Promise<string | undefined> {
    const { kind, name } = leftOver;
    const words = kind === "service" ? leftOver.script.split(" ") : ["docker", kind, "rm", name];
    const own = kind === "service" ? leftOver.environment : {};
    const [command = "", ...rest] = words;
    const { exitCode, stderr } = await execute(command, rest, {
        nodeOptions: { cwd: project, env: { ...docker.environment, ...own } as Record<string, string> },
    });
    return exitCode === 0 || /no such|not found/i.test(stderr) ? undefined : stderr.trim();
}
