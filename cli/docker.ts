import { toolchainEnvironment } from "../toolchain/environment";
import { execute } from "../toolchain/execute";
import { CliError } from "./cli-error";
import { runInTerminal } from "./run-in-terminal";

/** The pinned Docker command line, talking to one engine. */
export interface Docker {
    /** @throws CliError with what it said when it failed */
    readonly ask: (...words: readonly string[]) => Promise<string>;
    /** One object for each line that a command with `--format json` prints. */
    readonly rows: <Row>(...words: readonly string[]) => Promise<readonly Row[]>;
    /** Runs with this terminal; gives the exit code. */
    readonly run: (...words: readonly string[]) => Promise<number>;
    /** The environment in which other programs find it. */
    readonly environment: NodeJS.ProcessEnv;
}

/** @param engine address of the engine, e.g. `unix:///var/run/docker.sock` */
export function dockerAt(engine: string): Docker {
    const environment = { ...process.env, ...toolchainEnvironment(), DOCKER_HOST: engine };
    const ask = async (...words: readonly string[]) => {
        const { exitCode, stdout, stderr } = await execute("docker", [...words], { nodeOptions: { env: environment } });
        if (exitCode !== 0) throw new CliError(mendOf(stderr) ?? `docker ${words[0]} failed: ${stderr.trim()}`);
        return stdout;
    };
    return {
        ask,
        rows: async <Row>(...words: readonly string[]) =>
            (await ask(...words, "--format", "{{json .}}"))
                .split("\n")
                .filter((line) => line !== "")
                .map((line) => JSON.parse(line) as Row),
        run: (...words) => runInTerminal("docker", words, environment),
        environment,
    };
}

/**
 * What to do where a cluster without its quorum answers, with docker's words for it, which `recover` goes by; undefined where
 * docker says something else.
 */
function mendOf(said: string): string | undefined {
    if (!said.includes("does not have a leader")) return undefined;
    return "the cluster has lost most of its managers: it does not have a leader, and tells and changes nothing. Start them again, or begin it anew with what the first server knows (./slipway recover STACK), then repeat";
}
