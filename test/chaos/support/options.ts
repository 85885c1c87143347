/** Whether every step is tried, as `npm run chaos` does; otherwise a few are drawn. */
export const wholeChaos = process.env.SLIPWAY_CHAOS === "all";

/** What the draws begin with: the same number, the same choice. */
export const seed = Number(process.env.SLIPWAY_SEED ?? Math.floor(Math.random() * 1_000_000));
