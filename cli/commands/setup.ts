import { type Command, Option } from "commander";
import { account } from "../../toolchain/account";
import { streamReport } from "../../toolchain/report";
import { type SetupPurpose, setup } from "../../toolchain/setup";

/** Adds `slipway setup`: makes this machine ready. */
export function registerSetup(program: Command): void {
    program
        .command("setup")
        .description("set up what this machine lacks: the pinned toolchain and a Docker Engine")
        .addOption(
            new Option("--for <purpose>", "what to make it ready for")
                .choices(["start", "servers", "test"])
                .default("start"),
        )
        .option("--again", "decide the way to each tool anew, for example after the network was opened")
        .action(async (options: { for: SetupPurpose; again?: boolean }) => {
            const report = streamReport(process.stdout);
            const record = await setup({ for: options.for, again: options.again ?? false, report });
            for (const line of account(record)) report(line);
        });
}
