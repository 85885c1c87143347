import { success } from "../api/answer";
import { type Call, membersOf, type Outcome } from "../api/call";
import { pageOf } from "../api/page";
import { refusal } from "../api/refusal";
import { mayTouch } from "../api/token";
import type { CloudflareState } from "../state";
import type { OriginCertificate } from "./certificate";
import { readOrder, zonesOf } from "./order";
import { signOrigin } from "./sign-origin";

/** "Create Certificate": `POST /certificates`. */
export async function createCertificate(state: CloudflareState, call: Call): Promise<Outcome> {
    const zones = state.zones.filter(({ name }) => mayTouch(call.token, name));
    const order = readOrder(membersOf(call), zones);
    const signed = await signOrigin(order, state.authorities, call.now, call.newId());
    const certificate = { ...order, ...signed, zoneIds: zonesOf(order.hostnames, zones).map(({ id }) => id) };
    return {
        state: { ...state, certificates: [...state.certificates, certificate] },
        answer: success(show(certificate)),
    };
}

/** "List Certificates": `GET /certificates?zone_id=`: the ones that are not revoked. */
export function listCertificates(state: CloudflareState, call: Call): Outcome {
    const zone = call.query.get("zone_id");
    if (zone === null) {
        throw refusal(
            400,
            1012,
            "Please provide a zone id when requesting a stored certificate, or fetch by serial number.",
        );
    }
    const wanted = visible(state, call).filter(({ zoneIds, revokedAt }) => zoneIds.includes(zone) && !revokedAt);
    return { state, answer: pageOf(wanted.map(show), call.query, { usual: 20, most: 50 }) };
}

/** "Get Certificate": `GET /certificates/{certificate_id}`, a revoked one too. */
export function getCertificate(state: CloudflareState, call: Call): Outcome {
    return { state, answer: success(show(certificateOf(state, call))) };
}

/**
 * "Revoke Certificate": `DELETE /certificates/{certificate_id}`.
 *
 * @throws Refusal 1101 where there is none, 1014 where it is revoked already
 */
export function revokeCertificate(state: CloudflareState, call: Call): Outcome {
    const certificate = certificateOf(state, call);
    if (certificate.revokedAt !== undefined) throw refusal(400, 1014, "Certificate already revoked.");
    const revoked = { ...certificate, revokedAt: call.now.toISOString() };
    return {
        state: { ...state, certificates: state.certificates.map((one) => (one === certificate ? revoked : one)) },
        answer: success({ id: revoked.id, revoked_at: revoked.revokedAt }),
    };
}

function certificateOf(state: CloudflareState, call: Call): OriginCertificate {
    const found = visible(state, call).find(({ id }) => id === call.params.certificate);
    if (!found) throw refusal(404, 1101, "Failed to read certificate from Database");
    return found;
}

function visible(state: CloudflareState, { token }: Call): readonly OriginCertificate[] {
    const hidden = state.zones.filter(({ name }) => !mayTouch(token, name)).map(({ id }) => id);
    return state.certificates.filter(({ zoneIds }) => !zoneIds.some((id) => hidden.includes(id)));
}

function show(certificate: OriginCertificate): object {
    return {
        id: certificate.id,
        certificate: certificate.certificate,
        hostnames: certificate.hostnames,
        expires_on: inGosWords(certificate.expiresOn),
        request_type: certificate.requestType,
        requested_validity: certificate.validity,
        csr: certificate.csr,
        ...(certificate.revokedAt === undefined ? {} : { revoked_at: certificate.revokedAt }),
    };
}

/** Of all times that the API tells, this one is as Go prints it: `2041-11-17 12:00:00 +0000 UTC`. */
function inGosWords(time: string): string {
    return `${time.slice(0, 19).replace("T", " ")} +0000 UTC`;
}
