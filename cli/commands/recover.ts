import type { Command } from "commander";
import { streamReport } from "../../toolchain/report";
import { setup } from "../../toolchain/setup";
import { forgetLost } from "../recover/forget-lost";
import { recover } from "../recover/recover";
import { renewSwarm } from "../recover/renew-swarm";
import { stackServers } from "../servers/stack-servers";
import { setupPurpose } from "../setup-purpose";
import { ensureStack } from "../stack-file";

/** Adds `slipway recover`: what an update cannot put right by itself. */
export function registerRecover(program: Command): void {
    program
        .command("recover")
        .description(
            "forget servers that somebody has deleted, and begin a cluster anew that lost most of its managers",
        )
        .argument("[stack]", "the stack", "local")
        .action(async (stack: string) => {
            const report = streamReport(process.stderr);
            await setup({ for: setupPurpose(stack), report });
            await ensureStack(stack);
            await recover(stack, report);
            const hasLost = await forgetLost(stack, report);
            const [first] = await stackServers(stack);
            const isRenewed = first !== undefined && (await renewSwarm(stack, first, report));
            if (hasLost || isRenewed) report(`run ./slipway up ${stack}, which makes good the rest`);
            else if (first !== undefined) {
                report(`stack ${stack}: its servers are all there, and its cluster has managers enough`);
            }
        });
}
