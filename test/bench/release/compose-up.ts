import { freePort } from "../../e2e/support/project";
import { projectEnvironment } from "../support/project-environment";
import type { Session } from "../support/session";
import type { Deployer } from "./deployer";

/** `docker compose up --wait`, which publishes the app's own port and waits until it is healthy. */
export async function composeUp(session: Session, id: string): Promise<Deployer> {
    const port = String(await freePort());
    const compose = ["docker-compose", "--project-name", `slipway-bench-${id}-compose`, "--file", "compose.yaml"];
    const place = (image: string) => ({
        cwd: __dirname,
        env: { ...projectEnvironment(__dirname), IMAGE: image, PORT: port },
    });
    session.atEnd(async () => {
        await session.run([...compose, "down", "--timeout", "5"], place("none"));
    });
    return {
        name: "docker compose up --wait",
        url: `http://127.0.0.1:${port}/`,
        release: async (image, started) => {
            await session.run([...compose, "up", "--detach", "--wait"], { ...place(image), started });
        },
    };
}
