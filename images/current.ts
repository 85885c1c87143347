import { inspectImage } from "./engine";
import { readRecipe } from "./recipe";

/**
 * Whether the engine has this image. An official one is taken as it is, and so is one that was made from a substitute,
 * whose labels it has; a substitute itself counts while its recipe is the same.
 */
export async function isCurrent(reference: string): Promise<boolean> {
    const presence = await inspectImage(reference);
    if (presence.state !== "substitute") return presence.state === "official";
    const recipe = readRecipe(reference);
    return recipe === undefined || presence.key === recipe.key;
}
