import { inspectImage } from "./engine";
import { readRecipe } from "./recipe";

/**
 * Whether the engine has this image. An official one is taken as it is; a substitute counts while its recipe is the
 * same.
 */
export async function isCurrent(reference: string): Promise<boolean> {
    const presence = await inspectImage(reference);
    if (presence.state !== "substitute") return presence.state === "official";
    return presence.key === readRecipe(reference)?.key;
}
