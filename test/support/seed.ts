/** What the draws of this run begin with: the same number, the same choice. `SLIPWAY_SEED` tells it. */
export const seed = Number(process.env.SLIPWAY_SEED ?? Math.floor(Math.random() * 1_000_000));
