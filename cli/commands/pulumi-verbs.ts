import type { Command } from "commander";
import { streamReport } from "../../toolchain/report";
import { setup } from "../../toolchain/setup";
import { imagesOf } from "../images-of";
import { runVerb } from "../run-verb";
import { setupPurpose } from "../setup-purpose";
import { takeStack } from "../stack-argument";
import { ensureStack, readStackFiles } from "../stack-file";

const verbs = {
    up: "deploy the stack",
    refresh: "read the state of everything from the engine",
    destroy: "remove everything but volumes",
} as const;

/** Adds the verbs that are Pulumi's own: `slipway up production` is `pulumi up --stack production`, set up first. */
export function registerPulumiVerbs(program: Command): void {
    for (const verb of Object.keys(verbs) as (keyof typeof verbs)[]) {
        program
            .command(verb)
            .description(`${verbs[verb]} (= pulumi ${verb} --stack STACK)`)
            .usage("[stack] [options of pulumi]")
            .argument("[words...]", `the stack, then options of pulumi ${verb}, e.g. --yes or --diff`)
            .allowUnknownOption()
            .helpOption("-h, --help", "display help for command")
            .action(async (words: readonly string[]) => {
                const { stack, rest } = takeStack(words);
                const report = streamReport(process.stderr);
                await setup({ for: setupPurpose(stack), report });
                const made = await ensureStack(stack);
                if (made !== undefined) report(`stack: ${made}`);
                if (verb === "up") {
                    const files = readStackFiles(stack);
                    // Servers pull theirs; what is built here starts from this engine's.
                    await setup({ for: setupPurpose(stack), report, images: imagesOf(files) });
                }
                process.exitCode = await runVerb(verb, stack, rest, report);
            });
    }
}
