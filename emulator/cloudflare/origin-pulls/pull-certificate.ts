import type { Certificate } from "../certificates/certificate";

/** A certificate of a zone's own, which the edge shows to origins: to all of the zone's, or to those of some host names. */
export interface PullCertificate extends Certificate {
    /** 32 hexadecimal digits. */
    readonly id: string;
    readonly zoneId: string;
    /** Who has signed it: the organisation, or else the common name. */
    readonly issuer: string;
    /** In decimal digits. */
    readonly serialNumber: string;
    /** Such as `SHA256WithRSA`. */
    readonly signature: string;
    /** RFC 3339, as are all times here. */
    readonly expiresOn: string;
    readonly uploadedOn: string;
}

/** What of a certificate is known before it is anybody's. */
export type ReadCertificate = Omit<PullCertificate, "id" | "zoneId" | "uploadedOn">;

/** Milliseconds after which the edge is told to have something everywhere. At Cloudflare it takes minutes. */
const deployment = 5000;

/** How far Cloudflare is at a moment with what it was told before. See "Zone Certificates" in its API. */
export function deploymentStatus(told: string, now: Date): "pending_deployment" | "active" {
    return now.getTime() - new Date(told).getTime() < deployment ? "pending_deployment" : "active";
}

/** A certificate as the API shows it. */
export type ShownCertificate = Readonly<Record<"id" | "certificate" | "issuer" | "signature", string>> &
    Readonly<Record<"serial_number" | "expires_on" | "uploaded_on" | "status", string>>;

/** Shows a certificate: all but the key, which nobody sees again. */
export function showCertificate(certificate: PullCertificate, now: Date): ShownCertificate {
    return {
        id: certificate.id,
        certificate: certificate.certificate,
        issuer: certificate.issuer,
        signature: certificate.signature,
        serial_number: certificate.serialNumber,
        expires_on: certificate.expiresOn,
        uploaded_on: certificate.uploadedOn,
        status: deploymentStatus(certificate.uploadedOn, now),
    };
}
