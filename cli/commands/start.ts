import type { Command } from "commander";
import { account } from "../../toolchain/account";
import { humanDuration } from "../../toolchain/duration";
import { streamReport } from "../../toolchain/report";
import { setup } from "../../toolchain/setup";
import { CliError } from "../cli-error";
import { imagesOf } from "../images-of";
import { lastUpdate } from "../last-update";
import { runVerb } from "../run-verb";
import { ensureStack, readStackFiles } from "../stack-file";
import { observeStack } from "../status/observe";
import { awaitRoutes } from "../status/routes";
import { statusTable } from "../status/table";
import { troublesOf } from "../status/troubles";

/** Adds `slipway start`: from nothing to the app running on this machine. */
export function registerStart(program: Command): void {
    program
        .command("start")
        .description("set up this machine, deploy the stack local on it, and tell where the app is")
        .action(start);
}

async function start(): Promise<void> {
    const began = Date.now();
    const report = streamReport(process.stdout);
    const toolchain = await setup({ for: "start", report });
    for (const line of account(toolchain)) report(line);
    const made = await ensureStack("local");
    if (made !== undefined) report(`stack: ${made}`);
    const files = readStackFiles("local");
    await setup({ for: "start", report, images: imagesOf(files) });

    const code = await runVerb("up", "local", ["--yes", "--skip-preview", "--suppress-outputs"], report);
    if (code !== 0) {
        process.exitCode = code;
        throw new CliError("the app was not deployed; the lines above say why. Mend it and run npm start again");
    }
    const deployed = await observeStack(files);
    const troubles = troublesOf(deployed);
    if (troubles.length > 0) {
        for (const line of statusTable(deployed)) report(line);
        throw new CliError(troubles.join("\n"));
    }
    const answers = await awaitRoutes(files.config.domain, report);
    const status = await observeStack(files);
    report("");
    for (const line of statusTable(status)) report(line);
    report("");
    for (const line of answers) report(line);
    const { changed } = await lastUpdate("local");
    report(changed ? `deployed in ${humanDuration(Date.now() - began)}` : "nothing changed");
    report("");
    report(status.url === undefined ? "The app runs; it has no routes." : `The app runs at ${status.url}`);
    report("");
    report("Next: change something in the app and run ./slipway up");
    report("      ./slipway status, ./slipway logs local -f, ./slipway exec local SERVICE");
    report("      npm run down removes everything but the data");
}
