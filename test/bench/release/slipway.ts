import { freePort, Project } from "../../e2e/support/project";
import { projectEnvironment } from "../support/project-environment";
import { removeProject } from "../support/remove-project";
import type { Session } from "../support/session";
import type { Deployer } from "./deployer";
import { releaseWith, type Strategy } from "./strategies";

const stack = "bench";
const up = ["pulumi", "up", "--yes", "--skip-preview", "--stack", stack];

/** Slipway as a way to deploy. */
export interface SlipwayDeployer extends Deployer {
    /** `pulumi up` that finds nothing to change: program start. */
    readonly changeNothing: () => Promise<void>;
    /** Deploys an image that Slipway may refuse to keep; gives the exit code. */
    readonly attempt: (image: string) => Promise<number>;
    /** Sets the stack's `slipway:release`. */
    readonly configure: (release: Readonly<Record<string, unknown>>) => void;
}

/** Plain `pulumi up` of Slipway, in a project of its own. */
export async function slipwayUp(session: Session, strategy: Strategy): Promise<SlipwayDeployer> {
    const project = await Project.create();
    const port = await freePort();
    project.configure(
        stack,
        `
slipway:compose: ./test/bench/release/compose.yaml
slipway:id: "${project.id}"
slipway:domain: { port: ${port}, routes: [{ service: echo, port: 8000, health: /health }] }
slipway:env: { IMAGE: none }`,
    );
    const place = { cwd: project.folder, env: projectEnvironment(project.folder) };
    const prefix = `slipway-${stack}-${project.id}`;
    session.atEnd(async () => await removeProject(session, project, place, stack, prefix));
    const set = (path: readonly string[], value: unknown) =>
        project.edit(`Pulumi.${stack}.yaml`, ["config", ...path], value);
    const configure = (release: Readonly<Record<string, unknown>>) => set(["slipway:release"], release);
    configure(releaseWith(strategy));
    await session.run(["pulumi", "stack", "init", stack, "--no-select"], place);
    return {
        name: `Slipway, ${strategy}`,
        url: `http://127.0.0.1:${port}/`,
        release: async (image, started) => {
            set(["slipway:env", "IMAGE"], image);
            await session.run(up, { ...place, started });
        },
        changeNothing: async () => {
            await session.run([...up, "--expect-no-changes"], place);
        },
        attempt: async (image) => {
            set(["slipway:env", "IMAGE"], image);
            return (await session.attempt(up, place)).code;
        },
        configure,
    };
}
