import type { Place, Session } from "../support/session";
import type { SampleStack } from "./sample-stack";

/**
 * Deploys a document by `docker stack deploy`, and waits until its services are healthy and its jobs have ended well.
 *
 * @param file path of the document, from the place's folder
 * @returns the seconds that it took
 */
export async function deployUntilHealthy(
    session: Session,
    place: Place,
    {
        stack,
        file,
        servers,
        jobs,
    }: Pick<SampleStack, "servers" | "jobs"> & { readonly stack: string; readonly file: string },
): Promise<number> {
    const began = performance.now();
    const deploy = ["docker", "stack", "deploy", "--detach=true", "--resolve-image", "never", "--compose-file"];
    await session.run([...deploy, file, stack], place);
    const format = '{{.Label "com.docker.swarm.service.name"}} {{.Status}}';
    const ask = ["docker", "ps", "--all", "--filter", `label=com.docker.stack.namespace=${stack}`];
    await session.until("the sample app's peer is healthy", async () => {
        const lines = (await session.run([...ask, "--format", format], place)).output.split("\n");
        const any = (name: string, state: string) =>
            lines.some((line) => line.startsWith(`${stack}_${name} `) && line.includes(state));
        return servers.every((name) => any(name, "(healthy)")) && jobs.every((name) => any(name, "Exited (0)"));
    });
    return (performance.now() - began) / 1000;
}
