/** A certificate and its key, in PEM. */
export interface Certificate {
    readonly certificate: string;
    /** PKCS #8. Secret as far as anything in an emulator is. */
    readonly privateKey: string;
}

/** Which kind of key an origin's certificate is for. */
export type RequestType = "origin-rsa" | "origin-ecc";

/** How many days an origin's certificate may be valid. */
export const validities = [7, 30, 90, 365, 730, 1095, 5475] as const;

/** What a request for an origin's certificate asks for, after all checks that need no cryptography. */
export interface CertificateOrder {
    /** PEM. */
    readonly csr: string;
    /** In lower case, without duplicates; a wildcard only as the first label. */
    readonly hostnames: readonly string[];
    readonly requestType: RequestType;
    /** Days. */
    readonly validity: number;
}

/** A certificate that the Origin CA has signed. */
export interface OriginCertificate extends CertificateOrder {
    /** The serial number in decimal digits: what the API calls its id. */
    readonly id: string;
    /** The zones that its names belong to. */
    readonly zoneIds: readonly string[];
    /** PEM. */
    readonly certificate: string;
    /** RFC 3339. */
    readonly expiresOn: string;
    /** RFC 3339; absent while it is good. */
    readonly revokedAt?: string;
}
