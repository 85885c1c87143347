import { toolchainEnvironment } from "../../../toolchain/environment";
import { execute } from "../../../toolchain/execute";

/** Asks the engine itself, with the pinned command line; throws what it said when it fails. */
export async function docker(...words: readonly string[]): Promise<string> {
    const env = { ...process.env, ...toolchainEnvironment() } as Record<string, string>;
    const { exitCode, stdout, stderr } = await execute("docker", words, { nodeOptions: { env } });
    if (exitCode !== 0) throw new Error(`docker ${words.join(" ")} failed:\n${stderr}`);
    return stdout.trim();
}

/** Names of the Swarm services that a service of a compose file has in a stack: one, when all is well. */
export async function servicesOf(prefix: string, service: string): Promise<readonly string[]> {
    const filter = ["--filter", `label=com.docker.stack.namespace=${prefix}`];
    const names = (await docker("service", "ls", ...filter, "--format", "{{.Name}}")).split("\n");
    return names.filter((name) => new RegExp(`^${prefix}_${service}(-[0-9a-f]{6})?$`).test(name));
}

/** Ids of the containers of a Swarm service that run now and are healthy. */
export async function healthyContainers(name: string): Promise<readonly string[]> {
    const filter = ["--filter", `label=com.docker.swarm.service.name=${name}`, "--filter", "health=healthy"];
    const ids = await docker("ps", "--quiet", "--no-trunc", ...filter);
    return ids.split("\n").filter((id) => id !== "");
}

/** Environment of a Swarm service's containers, as the engine has it. */
export async function environmentOf(name: string): Promise<readonly string[]> {
    const format = "{{json .Spec.TaskTemplate.ContainerSpec.Env}}";
    return JSON.parse(await docker("service", "inspect", name, "--format", format)) as string[];
}

/** Asks until an answer comes that is not undefined. */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined>, seconds = 60): Promise<T> {
    const until = Date.now() + seconds * 1000;
    for (;;) {
        const answer = await ask();
        if (answer !== undefined) return answer;
        if (Date.now() > until) throw new Error(`${what}: not within ${seconds}s`);
        await new Promise((go) => setTimeout(go, 100));
    }
}
