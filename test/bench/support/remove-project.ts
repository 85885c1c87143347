import { rmSync } from "node:fs";
import type { Project } from "../../e2e/support/project";
import { sweep } from "./engine";
import type { Place, Session } from "./session";

/**
 * Removes a project's stack, with volumes and images, and its folder. What an interrupted or failed deploy kept Pulumi
 * from removing goes by its name.
 *
 * @param prefix what every name of the stack starts with
 */
export async function removeProject(
    session: Session,
    project: Project,
    place: Place,
    stack: string,
    prefix: string,
): Promise<void> {
    const pulumi = async (...words: readonly string[]) => {
        await session.run(["pulumi", ...words, "--yes", "--stack", stack], place);
    };
    // Fails where there is nothing to cancel.
    await pulumi("cancel").catch(() => {});
    await pulumi("destroy", "--skip-preview").catch((error: unknown) => session.say(String(error)));
    await sweep(session, prefix);
    rmSync(project.folder, { recursive: true, force: true });
}
