import type { CloudflareState } from "../state";
import { withZone } from "./find";
import type { Zone } from "./zone";

/** What happens outside Cloudflare's API, at the domain's registrar. */
export interface AtRegistrar {
    /** The domain's name servers are now (or no longer) those that the zone was given. */
    readonly delegated?: boolean;
    /** The DS record is now (or no longer) in the parent zone. */
    readonly dsPublished?: boolean;
}

/** The state in which a pending zone is active, if its domain is delegated to it. */
export function activated(state: CloudflareState, zone: Zone, now: Date): CloudflareState {
    if (zone.status === "active" || !zone.delegated) return state;
    const at = now.toISOString();
    return withZone(state, { ...zone, status: "active", activatedOn: at, modifiedOn: at });
}

/** The state after a change at the registrar, which Cloudflare notices at once. */
export function changedAtRegistrar(
    state: CloudflareState,
    zone: Zone,
    change: AtRegistrar,
    now: Date,
): CloudflareState {
    const delegated = change.delegated ?? zone.delegated;
    const published = change.dsPublished ?? zone.dnssec.published;
    const changed: Zone = {
        ...zone,
        delegated,
        status: delegated ? zone.status : "pending",
        dnssec: { ...zone.dnssec, published },
    };
    return activated(withZone(state, changed), changed, now);
}
