import { success } from "../api/answer";
import { type Call, membersOf, type Outcome } from "../api/call";
import { pageOf } from "../api/page";
import { refusal } from "../api/refusal";
import type { CloudflareState } from "../state";
import { checkId, zoneOf } from "../zones/find";
import type { Zone } from "../zones/zone";
import { mostCertificates } from "./hostname-pulls";
import { deploymentStatus, type PullCertificate, showCertificate } from "./pull-certificate";
import { readCertificate } from "./read";

// What Cloudflare's codes mean here is known from clients that were tried on it; it publishes none.

/** "List Certificates": `GET /zones/{zone_id}/origin_tls_client_auth/hostnames/certificates`, the latest first. */
export function listHostnameCertificates(state: CloudflareState, call: Call): Outcome {
    const shown = certificatesOf(state, zoneOf(state, call)).map((one) => showCertificate(one, call.now));
    return { state, answer: pageOf(shown.toReversed(), call.query, { usual: 20, most: 50 }) };
}

/** "Get the Hostname Client Certificate": `GET …/hostnames/certificates/{certificate_id}`. */
export function getHostnameCertificate(state: CloudflareState, call: Call): Outcome {
    return { state, answer: success(showCertificate(certificateOf(state, call), call.now)) };
}

/**
 * "Upload a Hostname Client Certificate": `POST …/hostnames/certificates`.
 *
 * @throws Refusal 1406 for one that the zone has, 1400 for one that cannot be used or is one too many
 */
export function uploadHostnameCertificate(state: CloudflareState, call: Call): Outcome {
    const zone = zoneOf(state, call);
    const read = readCertificate(membersOf(call));
    const known = certificatesOf(state, zone);
    if (known.some(({ serialNumber }) => serialNumber === read.serialNumber)) {
        throw refusal(400, 1406, "This certificate already exists for this zone.");
    }
    if (known.length >= mostCertificates) {
        throw refusal(400, 1400, `Invalid request: ${mostCertificates} hostname certificates per zone are allowed`);
    }
    const certificate = { ...read, id: call.newId(), zoneId: zone.id, uploadedOn: call.now.toISOString() };
    return {
        state: { ...state, hostnameCertificates: [...state.hostnameCertificates, certificate] },
        answer: success(showCertificate(certificate, call.now)),
    };
}

/**
 * "Delete Hostname Client Certificate": `DELETE …/hostnames/certificates/{certificate_id}`.
 *
 * @throws Refusal 1433 for one that a host name has, 1434 for one that is not at the edge yet
 */
export function deleteHostnameCertificate(state: CloudflareState, call: Call): Outcome {
    const certificate = certificateOf(state, call);
    if (state.hostnamePulls.some(({ certificateId }) => certificateId === certificate.id)) {
        throw refusal(400, 1433, "This certificate is in use by a hostname.");
    }
    if (deploymentStatus(certificate.uploadedOn, call.now) === "pending_deployment") {
        throw refusal(400, 1434, "This certificate is pending deployment.");
    }
    return {
        state: { ...state, hostnameCertificates: state.hostnameCertificates.filter((other) => other !== certificate) },
        answer: success({ ...showCertificate(certificate, call.now), status: "pending_deletion" }),
    };
}

function certificatesOf({ hostnameCertificates }: CloudflareState, { id }: Zone): readonly PullCertificate[] {
    return hostnameCertificates.filter(({ zoneId }) => zoneId === id);
}

function certificateOf(state: CloudflareState, call: Call): PullCertificate {
    const zone = zoneOf(state, call);
    const id = call.params.certificate ?? "";
    checkId(id, call);
    const found = certificatesOf(state, zone).find((known) => known.id === id);
    if (!found) throw refusal(404, 1551, "hostname certificate not found");
    return found;
}
