/** Name in the network of all generations of a routed service. */
export function anyGeneration(service: string): string {
    return `slipway-any-${service}`;
}
