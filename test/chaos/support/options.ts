/** Whether every step is tried, as `npm run chaos` does; otherwise a few are drawn. */
export const wholeChaos = process.env.SLIPWAY_CHAOS === "all";
