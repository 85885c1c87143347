import { freePort } from "../../e2e/support/project";
import { projectEnvironment } from "../support/project-environment";
import type { Session } from "../support/session";
import type { Deployer } from "./deployer";

/**
 * The steps of docker-rollout, behind a Traefik that watches the engine.
 *
 * @param draining whether an old container is drained first, as docker-rollout's own page on that sets it up
 */
export async function dockerRollout(session: Session, id: string, draining: boolean): Promise<Deployer> {
    const port = await freePort();
    const env = {
        ...projectEnvironment(__dirname),
        COMPOSE_PROJECT_NAME: `slipway-bench-${id}-rollout${draining ? "-draining" : ""}`,
        COMPOSE_FILE: "rollout.yaml",
        PORT: String(port),
        // Its rule for the pause: interval × retries of the health check, and what open requests need.
        DRAIN: draining ? "touch /tmp/drain && sleep 5" : "",
        RETRIES: draining ? "1" : "3",
    };
    const place = (image: string) => ({ cwd: __dirname, env: { ...env, IMAGE: image } });
    session.atEnd(async () => {
        await session.run(["docker-compose", "down", "--timeout", "5"], place("none"));
    });
    return {
        name: draining ? "docker-rollout, draining" : "docker-rollout",
        url: `http://127.0.0.1:${port}/`,
        release: async (image, started) => {
            await session.run(["bash", "rollout.sh", "echo"], { ...place(image), started });
        },
    };
}
