import { toolchainEnvironment } from "../toolchain/environment";
import { execute } from "../toolchain/execute";

/** Runs docker with these words; what it prints on standard output, without blanks around it, whatever becomes of it. */
export type Docker = (...words: readonly string[]) => Promise<string>;

/** The docker command that talks to the engine at an address. */
export function dockerAt(engine: string): Docker {
    const env = { ...toolchainEnvironment(), DOCKER_HOST: engine };
    return async (...words) => (await execute("docker", [...words], { nodeOptions: { env } })).stdout.trim();
}
