import type { Command } from "commander";
import { toolchainEnvironment } from "../../toolchain/environment";
import { exportLines } from "../../toolchain/export-lines";
import { streamReport } from "../../toolchain/report";
import { setupToolchainFor } from "../../toolchain/setup";

/** Adds `slipway env`: prints the environment in which plain `pulumi` and `docker` commands are the pinned ones. */
export function registerEnv(program: Command): void {
    program
        .command("env")
        .description('print the environment for a shell: eval "$(./slipway env)"')
        .action(async () => {
            // Standard output is evaluated by a shell: progress goes elsewhere.
            await setupToolchainFor("start", streamReport(process.stderr));
            process.stdout.write(exportLines(toolchainEnvironment()));
        });
}
