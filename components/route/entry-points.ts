/** Name of the entry point for the outside. */
export const webEntryPoint = "web";

/** Name of the entry point for the outside over TLS, when there is one: the other only sends people here then. */
export const secureEntryPoint = "websecure";

/** Name of the entry point that a load balancer asks whether the proxy is well. */
export const healthEntryPoint = "health";

/** The path at which it asks: 200 while the proxy has routes and is well, 503 once it is about to stop. */
export const readyPath = "/ready";

/** Name of the entry point for the proxy's health, metrics, and which routes it follows; on its own loopback only. */
export const adminEntryPoint = "admin";

/** Name of the entry point that leads to candidates; on the proxy's own loopback only. */
export const candidateEntryPoint = "candidate";

/** Name of the entry point that answers to a routed service's own port inside the network. */
export function innerEntryPoint(port: number): string {
    return `inner-${port}`;
}
