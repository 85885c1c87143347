import { join } from "node:path";
import { repository } from "../../e2e/support/project";
import { projectEnvironment } from "../support/project-environment";
import type { Session } from "../support/session";

/** A version of the app: its image, and what it answers. */
export interface Version {
    readonly image: string;
    readonly answer: string;
}

/** Builds the two images of the app; they go at the end of the session. */
export async function buildVersions(session: Session, id: string): Promise<readonly [Version, Version]> {
    const build = async (answer: string): Promise<Version> => {
        const image = `slipway-bench-${id}:${answer}`;
        const words = ["docker", "build", "--quiet", "--tag", image, "--build-arg", `VERSION=${answer}`];
        const context = join(repository, "test", "e2e", "apps", "echo");
        // The engine's own builder: BuildKit needs a plugin of the docker command line.
        const here = { cwd: repository, env: { ...projectEnvironment(repository), DOCKER_BUILDKIT: "0" } };
        session.atEnd(async () => {
            await session.run(["docker", "image", "rm", "--force", image], here);
        });
        await session.run([...words, "--file", join(__dirname, "Dockerfile"), context], here);
        return { image, answer };
    };
    return [await build("a"), await build("b")];
}
