import type { Call } from "../api/call";
import { refusal } from "../api/refusal";
import { mayTouch } from "../api/token";
import type { CloudflareState } from "../state";
import type { Zone } from "./zone";

/**
 * The zone that a call's path names.
 *
 * @throws Refusal where it is no id (7003), there is none (1001), or the token may not touch it (9109)
 */
export function zoneOf(state: CloudflareState, call: Call): Zone {
    const id = call.params.zone ?? "";
    checkId(id, call);
    const zone = state.zones.find((known) => known.id === id);
    if (!zone) throw refusal(404, 1001, "Invalid zone identifier");
    if (!mayTouch(call.token, zone.name)) throw refusal(403, 9109, "Unauthorized to access requested resource");
    return zone;
}

/**
 * Refuses what cannot be an id: a domain's name where its zone's id belongs is a common slip.
 *
 * @throws Refusal 7003
 */
export function checkId(id: string, { path }: Pick<Call, "path">): void {
    if (/^[0-9a-f]{32}$/.test(id)) return;
    throw refusal(404, 7003, `Could not route to ${path}, perhaps your object identifier is invalid?`);
}

/** The state with one of its zones changed. */
export function withZone(state: CloudflareState, zone: Zone): CloudflareState {
    return { ...state, zones: state.zones.map((other) => (other.id === zone.id ? zone : other)) };
}
