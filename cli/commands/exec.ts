import { type Command, InvalidArgumentError } from "commander";
import { isLaunched } from "../../components/compose/files";
import { throughLauncher } from "../../components/compose/launcher";
import { CliError } from "../cli-error";
import { dockerAt } from "../docker";
import { chooseTask } from "../exec/choose-task";
import { engineOfTask } from "../exec/engine-of-task";
import { tasksOf } from "../exec/tasks";
import { findService } from "../find-service";
import { reachCluster } from "../reach-engine";
import { readStackFiles } from "../stack-file";

interface ExecOptions {
    readonly replica?: number;
}

/** Adds `slipway exec`: a command in a container of a service. */
export function registerExec(program: Command): void {
    program
        .command("exec")
        .description("run a command in a container of a service, on whichever server it is; without one, a shell")
        .usage("[options] <stack> <service> [command...]")
        .argument("<stack>", "the stack")
        .argument("<service>", "a service of the compose file")
        .argument("[command...]", "the command and its words")
        .option(
            "-r, --replica <number>",
            "which of its replicas, from 1; the first one that runs, when left out",
            number,
        )
        .passThroughOptions()
        .action(exec);
}

async function exec(stack: string, service: string, words: readonly string[], { replica }: ExecOptions): Promise<void> {
    const command = commandIn(words, stack, service);
    const files = readStackFiles(stack);
    const cluster = await reachCluster(files.config);
    const manager = dockerAt(cluster.engine);
    const tasks = await tasksOf(manager, await findService(manager, files, service));
    const task = chooseTask(tasks, { service, stack, ...(replica === undefined ? {} : { replica }) });
    const docker = await engineOfTask(cluster, task);
    const terminal = process.stdin.isTTY && process.stdout.isTTY ? ["--tty"] : [];
    const model = files.compose.services[service];
    const launched = model !== undefined && isLaunched(model);
    process.exitCode = await docker.run(
        "exec",
        "--interactive",
        ...terminal,
        task.container,
        ...(launched ? throughLauncher(command) : command),
    );
}

/** No command begins with a hyphen. */
function commandIn(words: readonly string[], stack: string, service: string): readonly string[] {
    const [first, ...rest] = words;
    if (first === "--") return rest.length > 0 ? rest : ["sh"];
    if (first?.startsWith("-")) {
        const right = `./slipway exec ${first} … ${stack} ${service}`;
        throw new CliError(`${first} is no command; options of exec come before the stack: ${right}`);
    }
    return first === undefined ? ["sh"] : words;
}

function number(text: string): number {
    if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError("Expected a whole number from 1 on.");
    return Number(text);
}
