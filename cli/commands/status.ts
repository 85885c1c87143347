import type { Command } from "commander";
import { gapLines, gapsOf } from "../../stacks/gaps";
import { readStackFiles } from "../stack-file";
import { observeStack } from "../status/observe";
import type { StackStatus } from "../status/status";
import { statusTable } from "../status/table";
import { troublesOf } from "../status/troubles";

/** Adds `slipway status`: the services of a stack as they run. */
export function registerStatus(program: Command): void {
    program
        .command("status")
        .description("show the services of a stack: version, commit, build time, replicas, health")
        .argument("[stack]", "the stack", "local")
        .option("--json", "print it as JSON")
        .action(async (stack: string, options: { readonly json?: boolean }) => {
            const files = readStackFiles(stack);
            const gaps = gapsOf(files.compose, files.config);
            const status = await observeStack(files);
            const lines = options.json
                ? [JSON.stringify({ ...status, gaps }, undefined, 2)]
                : [...statusTable(status), "", ...stopped(status), ...gapLines(gaps), lastLine(status)];
            process.stdout.write(`${lines.join("\n")}\n`);
        });
}

/** How services come back that were left behind without a container; what else is wrong stands in the table. */
function stopped(status: StackStatus): readonly string[] {
    return troublesOf({ ...status, services: status.services.filter(({ health }) => health === "stopped") });
}

function lastLine({ stack, services, url }: StackStatus): string {
    if (services.every(({ health }) => health === "absent")) return `not deployed: run ./slipway up ${stack}`;
    return url ?? "no routes";
}
