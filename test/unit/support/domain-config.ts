import type { StackConfig } from "../../../stacks/config";

/** `slipway:domain` with its defaults, and what a test says otherwise. */
export function domainConfig(changes: Partial<StackConfig["domain"]> = {}): StackConfig["domain"] {
    return { port: 8080, proxied: true, originPulls: true, dnssec: true, caa: true, routes: [], ...changes };
}
