import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { streamReport } from "../../toolchain/report";
import { setup } from "../../toolchain/setup";
import { previewJson } from "../preview-json";
import { runPulumi } from "../pulumi";
import { foreseeRecovery } from "../recover/foresee";
import { setupPurpose } from "../setup-purpose";
import { takeStack } from "../stack-argument";
import { ensureStack } from "../stack-file";

/** Adds `slipway preview`. */
export function registerPreview(program: Command): void {
    program
        .command("preview")
        .description("show what `up` would change, and change nothing (= pulumi preview --stack STACK)")
        .usage("[stack] [options of pulumi]")
        .argument("[words...]", "the stack, then options of pulumi preview, e.g. --diff; --json prints one object")
        .allowUnknownOption()
        .helpOption("-h, --help", "display help for command")
        .action(async (words: readonly string[]) => {
            const { stack, rest } = takeStack(words);
            const report = streamReport(process.stderr);
            await setup({ for: setupPurpose(stack), report });
            const made = await ensureStack(stack);
            if (made !== undefined) report(`stack: ${made}`);
            const others = rest.filter((word) => word !== "--json" && word !== "-j");
            const isJson = others.length < rest.length;
            const run = ["preview", "--stack", stack, ...others];
            const recovery = await foreseeRecovery(stack);
            if (isJson) {
                process.exitCode = await inJson(run, recovery);
            } else {
                for (const line of recovery) report(line);
                process.exitCode = await runPulumi(run);
            }
        });
}

/** Prints the plan and what Pulumi would do as one object, and nothing else, on standard output. */
async function inJson(words: readonly string[], recovery: readonly string[]): Promise<number> {
    const folder = mkdtempSync(join(tmpdir(), "slipway-plan-"));
    try {
        const file = join(folder, "plan.json");
        let printed = "";
        const code = await runPulumi([...words, "--json"], {
            environment: { SLIPWAY_PLAN_FILE: file },
            print: (part) => {
                printed += part;
            },
        });
        const plan = existsSync(file) ? readFileSync(file, "utf8") : undefined;
        process.stdout.write(`${JSON.stringify(previewJson(printed, plan, recovery), undefined, 2)}\n`);
        return code;
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}
