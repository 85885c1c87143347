import type { Command } from "commander";
import { sharedConnection } from "../../components/host/open-connection";
import { CliError } from "../cli-error";
import { reachServer, serversOf } from "../reach-engine";
import { runInTerminal } from "../run-in-terminal";
import { pickServer } from "../servers/pick-server";
import { remoteCommand } from "../servers/remote-command";
import { setupPurpose } from "../setup-purpose";
import { stackPath } from "../stack-file";

/** Adds `slipway ssh`: a shell on a server. */
export function registerSsh(program: Command): void {
    program
        .command("ssh")
        .description(
            "open a shell on a server, as its user slipway, who may use docker and sudo; or run a command there",
        )
        .usage("<stack> [server] [-- command...]")
        .argument("<stack>", "the stack")
        .argument(
            "[words...]",
            "the server by its number or its name, the first one when left out; behind --, a command",
        )
        .action(async (stack: string, words: readonly string[]) => {
            stackPath(stack);
            // The servers are where they are, whatever is wrong with the rest of the file.
            if (setupPurpose(stack) !== "servers") {
                throw new CliError(`stack ${stack} has no servers (slipway:servers): it runs on this machine`);
            }
            process.exitCode = await ssh(stack, splitWords(words, process.argv));
        });
}

interface SshWords {
    readonly called: string | undefined;
    readonly command: readonly string[];
}

/** What stands before the `--`, and what behind it, which the parser has put together. */
function splitWords(words: readonly string[], argv: readonly string[]): SshWords {
    const dashes = argv.indexOf("--");
    const command = dashes < 0 ? [] : argv.slice(dashes + 1);
    const [called, ...more] = words.slice(0, words.length - command.length);
    if (more.length > 0)
        throw new CliError(`a command comes behind --: ./slipway ssh STACK SERVER -- ${more.join(" ")}`);
    return { called, command };
}

/** Runs with this terminal; gives the exit code. */
async function ssh(stack: string, { called, command }: SshWords): Promise<number> {
    const server = pickServer((await serversOf(stack)).servers, called);
    await reachServer(server);
    const terminal = process.stdin.isTTY && process.stdout.isTTY ? "-t" : "-T";
    const remote = command.length === 0 ? [] : ["--", remoteCommand(command)];
    return await runInTerminal("ssh", [...sharedConnection(server), terminal, "slipway", ...remote]);
}
