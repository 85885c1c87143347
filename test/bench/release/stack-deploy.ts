import { freePort } from "../../e2e/support/project";
import { removeStack } from "../support/engine";
import { projectEnvironment } from "../support/project-environment";
import type { Session } from "../support/session";
import type { Deployer } from "./deployer";

/** `docker stack deploy`, which waits until the update has converged. */
export async function stackDeploy(session: Session, id: string): Promise<Deployer> {
    const stack = `slipway-bench-${id}`;
    const port = await freePort();
    session.atEnd(async () => await removeStack(session, stack));
    const words = ["docker", "stack", "deploy", "--detach=false", "--resolve-image", "never"];
    return {
        name: "docker stack deploy",
        url: `http://127.0.0.1:${port}/`,
        release: async (image, started) => {
            const env = { ...projectEnvironment(__dirname), IMAGE: image, PORT: String(port) };
            await session.run([...words, "--compose-file", "stack.yaml", stack], { cwd: __dirname, env, started });
        },
    };
}
