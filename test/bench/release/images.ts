import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "../../e2e/support/project";
import { projectEnvironment } from "../support/project-environment";
import type { Session } from "../support/session";

/** A version of the app: its image, and what it answers. */
export interface Version {
    readonly image: string;
    readonly answer: string;
}

/**
 * Builds an image of the app; it goes at the end of the session.
 *
 * @param answer what it answers, a word
 * @param errors share of its answers that are errors, 0 to 1
 */
export async function buildVersion(session: Session, id: string, answer: string, errors = 0): Promise<Version> {
    const image = `slipway-bench-${id}:${answer}`;
    const context = mkdtempSync(join(tmpdir(), "slipway-bench-"));
    // The engine's own builder: BuildKit needs a plugin of the docker command line.
    const here = { cwd: context, env: { ...projectEnvironment(repository), DOCKER_BUILDKIT: "0" } };
    session.atEnd(async () => {
        await session.run(["docker", "image", "rm", "--force", image], { ...here, cwd: repository });
    });
    try {
        for (const name of ["Dockerfile", "check.sh"]) cpSync(join(__dirname, name), join(context, name));
        cpSync(join(repository, "test", "e2e", "apps", "echo", "server.py"), join(context, "server.py"));
        const given = ["--build-arg", `VERSION=${answer}`, "--build-arg", `ERRORS=${errors}`];
        await session.run(["docker", "build", "--quiet", "--tag", image, ...given, "."], here);
    } finally {
        rmSync(context, { recursive: true });
    }
    return { image, answer };
}
