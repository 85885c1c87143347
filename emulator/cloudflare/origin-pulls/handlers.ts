import { success } from "../api/answer";
import { type Call, membersOf, type Outcome } from "../api/call";
import { pageOf } from "../api/page";
import { refusal } from "../api/refusal";
import type { CloudflareState } from "../state";
import { checkId, withZone, zoneOf } from "../zones/find";
import type { Zone } from "../zones/zone";
import { type PullCertificate, showCertificate } from "./pull-certificate";
import { readCertificate } from "./read";

/** "Get Enablement Setting for Zone": `GET /zones/{zone_id}/origin_tls_client_auth/settings`. */
export function getOwnOriginPulls(state: CloudflareState, call: Call): Outcome {
    return { state, answer: success({ enabled: zoneOf(state, call).ownOriginPulls }) };
}

/** "Set Enablement for Zone": `PUT /zones/{zone_id}/origin_tls_client_auth/settings`. */
export function setOwnOriginPulls(state: CloudflareState, call: Call): Outcome {
    const zone = zoneOf(state, call);
    const { enabled } = membersOf(call);
    if (typeof enabled !== "boolean") throw refusal(400, 1400, "Invalid request: 'enabled' must be a boolean");
    return { state: withZone(state, { ...zone, ownOriginPulls: enabled }), answer: success({ enabled }) };
}

/** "List Certificates": `GET /zones/{zone_id}/origin_tls_client_auth`, the latest first. */
export function listPullCertificates(state: CloudflareState, call: Call): Outcome {
    const zone = zoneOf(state, call);
    const certificates = state.pullCertificates.filter(({ zoneId }) => zoneId === zone.id).toReversed();
    const shown = certificates.map((certificate) => show(certificate, zone, call.now));
    return { state, answer: pageOf(shown, call.query, { usual: 20, most: 50 }) };
}

/** "Get Certificate Details": `GET /zones/{zone_id}/origin_tls_client_auth/{certificate_id}`. */
export function getPullCertificate(state: CloudflareState, call: Call): Outcome {
    const zone = zoneOf(state, call);
    return { state, answer: success(show(certificateOf(state, zone, call), zone, call.now)) };
}

/**
 * "Upload Certificate": `POST /zones/{zone_id}/origin_tls_client_auth`.
 *
 * @throws Refusal 1406 for one that the zone has, 1400 for one that cannot be used
 */
export function uploadPullCertificate(state: CloudflareState, call: Call): Outcome {
    const zone = zoneOf(state, call);
    const read = readCertificate(membersOf(call));
    const isThere = (known: PullCertificate) => known.zoneId === zone.id && known.serialNumber === read.serialNumber;
    if (state.pullCertificates.some(isThere)) {
        throw refusal(400, 1406, "This certificate already exists for this zone.");
    }
    const certificate = { ...read, id: call.newId(), zoneId: zone.id, uploadedOn: call.now.toISOString() };
    return {
        state: { ...state, pullCertificates: [...state.pullCertificates, certificate] },
        answer: success(show(certificate, zone, call.now)),
    };
}

/** "Delete Certificate": `DELETE /zones/{zone_id}/origin_tls_client_auth/{certificate_id}`. */
export function deletePullCertificate(state: CloudflareState, call: Call): Outcome {
    const zone = zoneOf(state, call);
    const certificate = certificateOf(state, zone, call);
    return {
        state: { ...state, pullCertificates: state.pullCertificates.filter((other) => other !== certificate) },
        answer: success({ ...show(certificate, zone, call.now), status: "pending_deletion" }),
    };
}

function certificateOf(state: CloudflareState, zone: Zone, call: Call): PullCertificate {
    const id = call.params.certificate ?? "";
    checkId(id, call);
    const found = state.pullCertificates.find((known) => known.id === id && known.zoneId === zone.id);
    if (!found) throw refusal(404, 1405, "Certificate not found.");
    return found;
}

function show(certificate: PullCertificate, zone: Zone, now: Date): object {
    return { ...showCertificate(certificate, now), enabled: zone.ownOriginPulls };
}
