import { createHash } from "node:crypto";
import type { ServiceModel } from "../compose/model";
import { placeholder } from "../compose/placeholder";

/** The engine allows 64 characters for the names of secrets and configs; Pulumi adds eight of its own. */
const longest = 56;

/**
 * Logical name of a resource whose engine name Pulumi makes from it by adding a random end: networks, secrets and
 * configs never change, so a new one always stands beside the old one under a name that never comes back.
 */
export function autonamed(...parts: readonly string[]): string {
    // A dot is in no service's name: `api` and `db-key` are not `api-db` and `key`.
    const whole = parts.join(".");
    if (whole.length <= longest) return whole;
    const digest = createHash("sha256").update(whole).digest("hex").slice(0, 8);
    return `${whole.slice(0, longest - digest.length - 1)}-${digest}`;
}

/** Name of a volume on the engine. It never changes, so that data is found again after everything else went. */
export function volumeName(stack: string, volume: string): string {
    return `${stack}_${volume}`;
}

/** Label that services, networks, volumes and secrets of a stack carry on the engine; configs have no labels. */
export const stackLabel = "slipway.stack";

/** Of all networks' engine names, by placeholder, those that a service's document mentions. */
export function pickNetworks<T>(all: Readonly<Record<string, T>>, service: ServiceModel): Record<string, T> {
    const mentioned = new Set(Object.keys(service.networks).map((network) => placeholder("network", network)));
    return Object.fromEntries(Object.entries(all).filter(([name]) => mentioned.has(name)));
}
