import { Pkcs10CertificateRequest } from "@peculiar/x509";
import { refusal } from "../api/refusal";
import type { Authorities } from "../state";
import { maker, serialOf } from "./authorities";
import { sign } from "./authority";
import type { CertificateOrder } from "./certificate";

/** What comes of signing an order. */
export interface SignedOrigin {
    /** The serial number in decimal digits. */
    readonly id: string;
    /** PEM. */
    readonly certificate: string;
    readonly expiresOn: string;
}

/**
 * Signs an origin's certificate for the key in its request. The names are the order's: the request's own count for
 * nothing, as at Cloudflare.
 *
 * @param id a fresh one, for the serial number
 * @throws Refusal 1011 where the request cannot be read, or is not signed by its own key
 */
export async function signOrigin(
    order: CertificateOrder,
    by: Authorities,
    now: Date,
    id: string,
): Promise<SignedOrigin> {
    const serial = serialOf(id);
    // To the second: a certificate knows no smaller time, and what the API tells must be what is in it.
    const from = new Date(Math.floor(now.getTime() / 1000) * 1000);
    const until = new Date(from.getTime() + order.validity * 86_400_000);
    const certificate = await sign(
        order.requestType === "origin-ecc" ? by.originEcc : by.originRsa,
        {
            subject: `CN=Origin Certificate,OU=Origin CA,${maker}`,
            publicKey: (await readRequest(order.csr)).publicKey,
            hostnames: order.hostnames,
        },
        { serial, from, until },
    );
    return { id: BigInt(`0x${serial}`).toString(), certificate, expiresOn: until.toISOString() };
}

async function readRequest(csr: string): Promise<Pkcs10CertificateRequest> {
    try {
        const request = new Pkcs10CertificateRequest(csr);
        if (await request.verify()) return request;
    } catch {
        // Whatever is wrong with it, Cloudflare says the same.
    }
    throw refusal(400, 1011, "Failed to parse CSR.");
}
