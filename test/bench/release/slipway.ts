import { freePort, Project } from "../../e2e/support/project";
import { projectEnvironment } from "../support/project-environment";
import { removeProject } from "../support/remove-project";
import type { Session } from "../support/session";
import type { Deployer } from "./deployer";

const stack = "bench";

/** Slipway as a way to deploy. */
export interface SlipwayDeployer extends Deployer {
    /** `pulumi up` that finds nothing to change. */
    readonly changeNothing: () => Promise<void>;
}

/** Plain `pulumi up` of Slipway. */
export async function slipwayUp(session: Session): Promise<SlipwayDeployer> {
    const project = await Project.create();
    const port = await freePort();
    project.configure(
        stack,
        `
slipway:compose: ./test/bench/release/compose.yaml
slipway:id: "${project.id}"
slipway:release: { version: 1.0.0, timeout: 90s }
slipway:domain: { port: ${port}, routes: [{ service: echo, port: 8000, health: /health }] }
slipway:env: { IMAGE: none }`,
    );
    const place = { cwd: project.folder, env: projectEnvironment(project.folder) };
    const prefix = `slipway-${stack}-${project.id}`;
    session.atEnd(async () => await removeProject(session, project, place, stack, prefix));
    await session.run(["pulumi", "stack", "init", stack, "--no-select"], place);
    const up = async () => {
        await session.run(["pulumi", "up", "--yes", "--skip-preview", "--stack", stack], place);
    };
    return {
        name: "Slipway",
        url: `http://127.0.0.1:${port}/`,
        release: async (image) => {
            project.edit(`Pulumi.${stack}.yaml`, ["config", "slipway:env", "IMAGE"], image);
            await up();
        },
        changeNothing: up,
    };
}
