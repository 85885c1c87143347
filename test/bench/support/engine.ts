import { repository } from "../../e2e/support/project";
import { projectEnvironment } from "./project-environment";
import type { Session } from "./session";

/** Makes the engine a swarm where it is none; at the end of the session it leaves that again, unless it is in use. */
export async function ensureSwarm(session: Session): Promise<void> {
    const docker = dockerOf(session);
    if ((await docker("info", "--format", "{{.Swarm.LocalNodeState}}")) === "active") return;
    await docker("swarm", "init", "--advertise-addr", "127.0.0.1", "--listen-addr", "127.0.0.1:2377");
    session.atEnd(async () => {
        if ((await docker("service", "ls", "--quiet")) === "") await docker("swarm", "leave", "--force");
    });
}

/** Removes a stack's services, and what `docker stack deploy` made for them; waits until all of it is gone. */
export async function removeStack(session: Session, stack: string): Promise<void> {
    const docker = dockerOf(session);
    await docker("stack", "rm", stack);
    const label = ["--filter", `label=com.docker.stack.namespace=${stack}`, "--quiet"];
    await session.until(`stack ${stack} is gone`, async () => {
        const left = await Promise.all([docker("ps", "--all", ...label), docker("network", "ls", ...label)]);
        return left.join("") === "";
    });
}

/** Removes everything on the engine whose name starts with a stack's, whatever made it and left it there. */
export async function sweep(session: Session, stack: string): Promise<void> {
    const docker = dockerOf(session);
    await removeStack(session, stack);
    for (const kind of ["secret", "config", "network", "volume", "image"]) {
        const format = kind === "image" ? "{{.Repository}}:{{.Tag}}" : "{{.Name}}";
        const names = (await docker(kind, "ls", "--format", format)).split("\n");
        const own = names.filter((name) => /^[_./:-]/.test(name.slice(stack.length)) && name.startsWith(stack));
        if (own.length > 0) await docker(kind, "rm", ...own);
    }
}

/** Removes every image in whose name a word stands. */
export async function removeImages(session: Session, word: string): Promise<void> {
    const docker = dockerOf(session);
    const names = (await docker("image", "ls", "--format", "{{.Repository}}:{{.Tag}}")).split("\n");
    const own = names.filter((name) => name.includes(word));
    if (own.length > 0) await docker("image", "rm", ...own);
}

function dockerOf(session: Session): (...words: readonly string[]) => Promise<string> {
    const here = { cwd: repository, env: projectEnvironment(repository) };
    return async (...words) => (await session.run(["docker", ...words], here)).output.trim();
}
