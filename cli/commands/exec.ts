import type { Command } from "commander";
import { isLaunched } from "../../components/compose/files";
import { throughLauncher } from "../../components/compose/launcher";
import { CliError } from "../cli-error";
import { dockerAt } from "../docker";
import { findService } from "../find-service";
import { reachEngine } from "../reach-engine";
import { readStackFiles } from "../stack-file";

/** Adds `slipway exec`: a command in a container of a service. */
export function registerExec(program: Command): void {
    program
        .command("exec")
        .description("run a command in a container of a service; without one, a shell")
        .argument("<stack>", "the stack")
        .argument("<service>", "a service of the compose file")
        .argument("[command...]", "the command and its words")
        .passThroughOptions()
        .action(async (stack: string, service: string, command: readonly string[]) => {
            const files = readStackFiles(stack);
            const docker = dockerAt(await reachEngine(files.config));
            const name = await findService(docker, files, service);
            const filter = ["--filter", `label=com.docker.swarm.service.name=${name}`];
            const [container] = (await docker.ask("ps", "--quiet", ...filter)).split("\n");
            if (!container) throw new CliError(`no container of ${service} runs: see ./slipway status ${stack}`);
            const terminal = process.stdin.isTTY && process.stdout.isTTY ? ["--tty"] : [];
            const words = command.length > 0 ? command : ["sh"];
            const model = files.compose.services[service];
            const launched = model !== undefined && isLaunched(model);
            process.exitCode = await docker.run(
                "exec",
                "--interactive",
                ...terminal,
                container,
                ...(launched ? throughLauncher(words) : words),
            );
        });
}
