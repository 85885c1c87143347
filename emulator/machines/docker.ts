import { attempt, type Outcome, run } from "../../images/run";

/**
 * Runs `docker`, as PATH has it, and gives what it printed, trimmed.
 *
 * @param purpose what for, as in `cannot …`
 * @throws SetupError with the last lines of its output when it fails
 */
export async function docker(purpose: string, ...words: readonly string[]): Promise<string> {
    return await run(["docker", ...words], { purpose });
}

/** Runs `docker` to its end, however that is. */
export async function tryDocker(purpose: string, ...words: readonly string[]): Promise<Outcome> {
    return await attempt(["docker", ...words], { purpose });
}

/** Runs `docker` on what may be gone already, which is as good. */
export async function dockerUnlessGone(purpose: string, ...words: readonly string[]): Promise<void> {
    const { exitCode, stderr } = await tryDocker(purpose, ...words);
    if (exitCode === 0 || /no such|not found|already in progress/i.test(stderr)) return;
    throw new Error(`cannot ${purpose}: ${stderr.trim()}`);
}

/** What the engine says that a container's state is, `running` for one; `absent` where there is none. */
export async function stateOf(container: string): Promise<string> {
    const words = ["container", "inspect", "--format", "{{.State.Status}}", container];
    const { exitCode, stdout, stderr } = await tryDocker(`look at ${container}`, ...words);
    if (exitCode === 0) return stdout.trim();
    if (/no such container/i.test(stderr)) return "absent";
    throw new Error(`cannot look at ${container}: ${stderr.trim()}`);
}
