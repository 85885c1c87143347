import { toolchainEnvironment } from "../../../toolchain/environment";

/** The variables with which commands run in a project's folder; nothing that the caller has set for another one. */
export function projectEnvironment(project: string): NodeJS.ProcessEnv {
    const foreign = (name: string) => name.startsWith("PULUMI_") || name.startsWith("DOCKER_");
    const from = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign(name)));
    return { ...from, ...toolchainEnvironment({ project, from }) };
}
