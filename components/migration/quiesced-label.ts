/** Label of a service that is stopped for a migration; its value is how many replicas it had. */
export const quiescedLabel = "slipway.quiesced";
