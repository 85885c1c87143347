import type { Certificate } from "../certificates/certificate";

/** A certificate of a zone's own, which the edge shows to the zone's origins. */
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

/** Milliseconds after which a certificate is told to be active. At Cloudflare it takes minutes. */
const deployment = 5000;

/** How far Cloudflare is with a certificate at a moment. See "Zone Certificates" in its API. */
export function deploymentStatus({ uploadedOn }: PullCertificate, now: Date): "pending_deployment" | "active" {
    return now.getTime() - new Date(uploadedOn).getTime() < deployment ? "pending_deployment" : "active";
}
