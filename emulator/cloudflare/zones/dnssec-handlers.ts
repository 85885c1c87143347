import { success } from "../api/answer";
import { type Call, membersOf, type Outcome } from "../api/call";
import { refusal } from "../api/refusal";
import type { CloudflareState } from "../state";
import { dnssecDetails } from "./dnssec";
import { withZone, zoneOf } from "./find";

/** "DNSSEC Details": `GET /zones/{zone_id}/dnssec`. */
export function getDnssec(state: CloudflareState, call: Call): Outcome {
    const zone = zoneOf(state, call);
    return { state, answer: success(dnssecDetails(zone.name, zone.dnssec)) };
}

/**
 * "Edit DNSSEC Status": `PATCH /zones/{zone_id}/dnssec`. Turned on it is `pending` until the registrar has the DS
 * record, turned off `pending-disabled` until it has no longer.
 */
export function editDnssec(state: CloudflareState, call: Call): Outcome {
    const zone = zoneOf(state, call);
    const { status } = membersOf(call);
    if (status !== undefined && status !== "active" && status !== "disabled") {
        throw refusal(400, 1004, "Invalid DNSSEC status. Must be one of: active, disabled");
    }
    const wanted = status === undefined ? zone.dnssec.wanted : status === "active";
    const dnssec = { ...zone.dnssec, wanted, modifiedOn: call.now.toISOString() };
    return { state: withZone(state, { ...zone, dnssec }), answer: success(dnssecDetails(zone.name, dnssec)) };
}

/**
 * "Delete DNSSEC records": `DELETE /zones/{zone_id}/dnssec`.
 *
 * @throws Refusal while it is on
 */
export function deleteDnssec(state: CloudflareState, call: Call): Outcome {
    const zone = zoneOf(state, call);
    if (zone.dnssec.wanted) throw refusal(400, 1009, "DNSSEC must be disabled before it can be deleted");
    return {
        state: withZone(state, { ...zone, dnssec: { ...zone.dnssec, modifiedOn: null } }),
        answer: success(""),
    };
}
