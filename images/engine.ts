import { SetupError } from "../toolchain/setup-error";
import { recipeLabel, substituteLabel } from "./labels";
import { attempt, run } from "./run";

/** What the engine has under a reference; of a substitute, the key of the recipe that it was made with. */
export type Presence =
    | { readonly state: "absent" | "official" }
    | { readonly state: "substitute"; readonly key: string };

/**
 * Looks up an image.
 *
 * @throws SetupError when the engine does not answer.
 */
export async function inspectImage(reference: string): Promise<Presence> {
    const command = ["docker", "image", "inspect", "--format", "{{json .Config.Labels}}", reference];
    const purpose = `look for the image ${reference}`;
    const { exitCode, stdout, stderr } = await attempt(command, { purpose });
    if (exitCode === 0) return presenceOf((JSON.parse(stdout) ?? {}) as Record<string, string>);
    if (/no such image/i.test(stderr)) return { state: "absent" };
    throw new SetupError(`cannot ${purpose}: ${stderr.trim()}`);
}

function presenceOf(labels: Readonly<Record<string, string>>): Presence {
    if (labels[substituteLabel] === undefined) return { state: "official" };
    return { state: "substitute", key: labels[recipeLabel] ?? "" };
}

/** Whether the engine is set up with a mirror or a proxy, which may reach what this process does not. */
export async function hasOwnRoute(): Promise<boolean> {
    const format = "{{json .RegistryConfig.Mirrors}} {{.HTTPProxy}}{{.HTTPSProxy}}";
    const answer = await run(["docker", "info", "--format", format], { purpose: "ask the engine for its settings" });
    return !/^(\[\]|null)$/.test(answer);
}
