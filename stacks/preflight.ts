import { createServer } from "node:net";
import { askEngine } from "../toolchain/engine-answer";
import { toolchainEnvironment } from "../toolchain/environment";
import { execute } from "../toolchain/execute";
import { type Docker, dockerAt } from "./docker-at";
import type { LaunchedImage } from "./launched-images";
import { missingVolumes } from "./missing-volumes";
import { runError } from "./run-error";

/** What a stack needs of the engine before it can change anything. */
export interface PreflightArgs {
    /** Address of the engine. */
    readonly engine: string;
    /** Prefix of the stack's names on the engine. */
    readonly stack: string;
    /** TCP ports of the host that the stack publishes. */
    readonly ports: readonly number[];
    /** Engine names of the volumes that must be there already. */
    readonly volumes: readonly string[];
    /** Images that need `sh`, as far as the engine has them already. */
    readonly launched: readonly LaunchedImage[];
}

/**
 * Asks the engine whether the stack can be deployed on it.
 *
 * @throws pulumi.RunError with everything that stands in the way
 */
export async function preflight(args: PreflightArgs): Promise<void> {
    const answer = await askEngine(args.engine);
    if (answer === "denied") {
        throw runError(
            `this user may not use the Docker Engine at ${args.engine}: run sudo usermod -aG docker $USER, log in again, and repeat`,
        );
    }
    if (answer !== "ok") {
        throw runError(
            `the Docker Engine at ${args.engine} does not answer (${answer.error}): start it (./slipway setup does), or correct slipway:engine`,
        );
    }

    const docker = dockerAt(args.engine);
    const own = await docker(
        "ps",
        "--filter",
        `label=com.docker.stack.namespace=${args.stack}`,
        "--format",
        "{{.Ports}}",
    );
    const ownPorts = publishedPorts(own);
    const problems = await Promise.all([
        ...args.ports
            .filter((port) => !ownPorts.has(port))
            .map(async (port) => ((await isFree(port)) ? [] : [portInUse(port, await publisher(docker, port))])),
        missingVolumes(args.engine, args.volumes).then(({ missing, unknown }) =>
            [...missing, ...unknown.keys()].map(noVolume),
        ),
        shellProblems(args),
    ]);
    if (problems.flat().length > 0) throw runError(problems.flat().join("\n"));
}

/** Ports of the host in what `docker ps` says, e.g. `0.0.0.0:8080->80/tcp, :::9000-9001->9000-9001/tcp`. */
function publishedPorts(text: string): ReadonlySet<number> {
    const ranges = [...text.matchAll(/:(\d+)(?:-(\d+))?->/g)];
    return new Set(
        ranges.flatMap(([, first, last = first]) =>
            Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index),
        ),
    );
}

/** Name of the container that publishes a port, empty when none does. */
async function publisher(docker: Docker, port: number): Promise<string> {
    return await docker("ps", "--filter", `publish=${port}`, "--format", "{{.Names}}");
}

function portInUse(port: number, container: string): string {
    const by = container === "" ? "another program" : `container ${container}`;
    return `port ${port} is in use by ${by}: stop it, or choose another port (slipway:domain.port for the app itself)`;
}

function noVolume(volume: string): string {
    return `there is no volume ${volume}, which the compose file calls external: make it (docker volume create ${volume}), correct its name, or delete external: true`;
}

/** An image that is not on the engine yet is judged when it is: before its service changes. */
async function shellProblems({ engine, launched }: PreflightArgs): Promise<readonly string[]> {
    const images = [...new Set(launched.map(({ image }) => image))];
    if (images.length === 0) return [];
    const env = { ...toolchainEnvironment(), DOCKER_HOST: engine };
    const { stdout } = await execute("bash", ["components/image/list-without-sh.sh", ...images], {
        nodeOptions: { env },
    });
    const without = new Set(stdout.split("\n"));
    return launched.filter(({ image }) => without.has(image)).map(noShell);
}

function noShell({ service, image, reason }: LaunchedImage): string {
    return `${service}: its image ${image} has no sh, ${reason}`;
}

function isFree(port: number): Promise<boolean> {
    return new Promise((resolve) => {
        const server = createServer();
        server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code !== "EADDRINUSE"));
        server.listen(port, () => server.close(() => resolve(true)));
    });
}
