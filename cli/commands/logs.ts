import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Command } from "commander";
import { createColors } from "picocolors";
import { type Docker, dockerAt } from "../docker";
import { findService } from "../find-service";
import { reachCluster } from "../reach-engine";
import { readStackFiles } from "../stack-file";

interface LogOptions {
    readonly follow?: boolean;
    readonly tail: string;
    readonly since?: string;
    readonly timestamps?: boolean;
}

/** Adds `slipway logs`: what the services print. */
export function registerLogs(program: Command): void {
    program
        .command("logs")
        .description("show what the services of a stack print")
        .argument("[stack]", "the stack", "local")
        .argument("[services...]", "services of the compose file; without any, all")
        .option("-f, --follow", "go on as they print more")
        .option("-n, --tail <lines>", "how many lines of each service to begin with", "50")
        .option("--since <time>", "only lines since a time, e.g. 10m or 2026-01-31T12:00:00")
        .option("-t, --timestamps", "show when each line was printed")
        .action(async (stack: string, services: readonly string[], options: LogOptions) => {
            const files = readStackFiles(stack);
            const docker = dockerAt((await reachCluster(files.config)).engine);
            const wanted = services.length > 0 ? services : Object.keys(files.compose.services);
            const names = await Promise.all(wanted.map((service) => findService(docker, files, service)));
            const width = Math.max(...wanted.map((service) => service.length));
            const codes = await Promise.all(
                names.map((name, index) => show(docker, name, (wanted[index] ?? "").padEnd(width), index, options)),
            );
            process.exitCode = Math.max(...codes);
        });
}

/** Prints one service's lines behind its name; gives the exit code. */
function show(docker: Docker, name: string, title: string, index: number, options: LogOptions): Promise<number> {
    const colours = createColors(process.stdout.isTTY === true && !process.env.NO_COLOR);
    const palette = [colours.cyan, colours.yellow, colours.green, colours.magenta, colours.blue];
    const head = (palette[index % palette.length] ?? String)(`${title} |`);
    const words = ["service", "logs", "--raw", "--tail", options.tail];
    if (options.follow) words.push("--follow");
    if (options.timestamps) words.push("--timestamps");
    if (options.since !== undefined) words.push("--since", options.since);
    return new Promise((resolve, reject) => {
        const child = spawn("docker", [...words, name], { env: docker.environment, stdio: ["ignore", "pipe", "pipe"] });
        for (const stream of [child.stdout, child.stderr]) {
            createInterface({ input: stream }).on("line", (line) => process.stdout.write(`${head} ${inWords(line)}\n`));
        }
        child.on("error", reject);
        child.on("close", (code) => resolve(code ?? 130));
    });
}

/** What docker says at length where a server is gone, with an id that nobody knows. */
function inWords(line: string): string {
    return /^error from daemon in stream: Error grabbing logs: .* is not available$/.test(line)
        ? "(lines are missing: a server is down that has or had tasks of it)"
        : line;
}
