import type { Command } from "commander";
import { gapLines, gapsOf } from "../../stacks/gaps";
import { readStackFiles } from "../stack-file";
import { observeStack } from "../status/observe";
import type { StackStatus } from "../status/status";
import { serverTable, statusTable } from "../status/table";
import { troublesOf } from "../status/troubles";

/** Adds `slipway status`: the services of a stack as they run. */
export function registerStatus(program: Command): void {
    program
        .command("status")
        .description("show a stack as it runs: its servers, and each service's version, build, replicas and health")
        .argument("[stack]", "the stack", "local")
        .option("--json", "print it as JSON")
        .action(async (stack: string, options: { readonly json?: boolean }) => {
            const files = readStackFiles(stack);
            const gaps = gapsOf(files.compose, files.config);
            const status = await observeStack(files);
            const lines = options.json
                ? [JSON.stringify({ ...status, gaps }, undefined, 2)]
                : [
                      ...servers(status),
                      ...statusTable(status),
                      "",
                      ...failed(status),
                      ...stopped(status),
                      ...gapLines(gaps),
                      ...lastLines(status),
                  ];
            process.stdout.write(`${lines.join("\n")}\n`);
        });
}

/** None on this machine. */
function servers(status: StackStatus): readonly string[] {
    if (status.servers === undefined) return [];
    const unreached = status.servers.flatMap((server) => server.unreached ?? []);
    const front = status.front === undefined ? [] : [`${status.front.kind} ${status.front.address}`];
    return [...serverTable(status), ...front, ...unreached, ""];
}

/** What runs may have needed several attempts. */
function failed({ stack, services }: StackStatus): readonly string[] {
    return services
        .filter(({ failures }) => failures > 0)
        .map(({ service, failures }) => {
            const times = failures === 1 ? "a task of it has failed" : `${failures} of its tasks have failed`;
            return `service ${service}: ${times} not long ago: see ./slipway logs ${stack} ${service}`;
        });
}

/** How services come back that were left behind without a container; what else is wrong stands in the table. */
function stopped(status: StackStatus): readonly string[] {
    return troublesOf({ ...status, services: status.services.filter(({ health }) => health === "stopped") });
}

function lastLines({ stack, services, urls }: StackStatus): readonly string[] {
    if (services.every(({ health }) => health === "absent")) return [`not deployed: run ./slipway up ${stack}`];
    return urls.length === 0 ? ["no routes"] : urls;
}
