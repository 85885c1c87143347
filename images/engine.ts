import { x } from "tinyexec";
import { reasonOf, SetupError } from "../toolchain/setup-error";
import { recipeLabel, substituteLabel } from "./labels";
import { run } from "./run";

/** What the engine has under a reference. */
export type Presence =
    | { readonly state: "absent" | "official" }
    | { readonly state: "substitute"; readonly key: string };

/**
 * Looks up an image.
 *
 * @throws SetupError when the engine does not answer.
 */
export async function inspectImage(reference: string): Promise<Presence> {
    const { exitCode, stdout, stderr } = await x(
        "docker",
        ["image", "inspect", "--format", "{{json .Config.Labels}}", reference],
        {
            nodeOptions: { stdio: ["ignore", "pipe", "pipe"] },
        },
    );
    if (exitCode !== 0) {
        if (/no such image/i.test(stderr)) return { state: "absent" };
        throw new SetupError(`cannot look for the image ${reference}: ${stderr.trim()}`);
    }
    const labels = (JSON.parse(stdout) ?? {}) as Record<string, string>;
    if (labels[substituteLabel] === undefined) return { state: "official" };
    return { state: "substitute", key: labels[recipeLabel] ?? "" };
}

/** Pulls an image; returns why that failed, or undefined. */
export async function pullImage(reference: string): Promise<string | undefined> {
    try {
        await run(["docker", "pull", "--quiet", reference], { purpose: `pull ${reference}` });
        return undefined;
    } catch (error) {
        return reasonOf(error);
    }
}
