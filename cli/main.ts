import { Command } from "commander";
import { registerDown } from "./commands/down";
import { registerEnv } from "./commands/env";
import { registerExec } from "./commands/exec";
import { registerLogs } from "./commands/logs";
import { registerPreview } from "./commands/preview";
import { registerPulumiVerbs } from "./commands/pulumi-verbs";
import { registerRecover } from "./commands/recover";
import { registerRehearse } from "./commands/rehearse";
import { registerSetup } from "./commands/setup";
import { registerSmoke } from "./commands/smoke";
import { registerSsh } from "./commands/ssh";
import { registerStart } from "./commands/start";
import { registerStatus } from "./commands/status";
import { explain } from "./explain";

const program = new Command("slipway")
    .description(
        "Deploys a compose application as Pulumi resources. STACK always comes first; without it, it is local.",
    )
    .version("0.1.0")
    .showHelpAfterError("(slipway --help tells more)")
    .enablePositionalOptions();

registerStart(program);
registerDown(program);
registerPreview(program);
registerPulumiVerbs(program);
registerRecover(program);
registerStatus(program);
registerLogs(program);
registerExec(program);
registerSsh(program);
registerSmoke(program);
registerRehearse(program);
registerEnv(program);
registerSetup(program);

// Whoever reads the output may have seen enough: slipway logs | head.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
});

program.parseAsync().catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
});
