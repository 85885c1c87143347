/** On images that stand in for official ones: the distribution that they are made of. */
export const substituteLabel = "org.slipway.substitute";

/** The key of the recipe that a substitute was made with. */
export const recipeLabel = "org.slipway.substitute.recipe";
