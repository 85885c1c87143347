import { createSecureContext, type SecureContext, type SecureVersion } from "node:tls";
import { makeServerCertificate } from "../certificates/server-certificate";
import type { Certificate } from "../cloudflare/certificates/certificate";
import type { EdgeZone } from "../cloudflare/edge/view";

/**
 * "Universal SSL": a certificate for each zone and the names one level below it, made when the first visitor comes.
 * What each zone wants of TLS goes with it.
 */
export class ZoneContexts {
    readonly #certificates = new Map<string, Promise<Certificate>>();
    readonly #contexts = new Map<string, SecureContext>();

    constructor(private readonly authority: Certificate) {}

    /** What a connection with a visitor of the zone is to begin with. */
    async of({ name, minTlsVersion }: EdgeZone): Promise<SecureContext> {
        const { certificate, privateKey } = await this.#certificateOf(name);
        const key = `${name} ${minTlsVersion}`;
        const context =
            this.#contexts.get(key) ??
            createSecureContext({
                cert: certificate,
                key: privateKey,
                minVersion: versions[minTlsVersion] ?? "TLSv1.2",
                // As Cloudflare: versions that a zone allows are served, whatever this machine thinks of their ciphers.
                ciphers: "DEFAULT:@SECLEVEL=0",
            });
        this.#contexts.set(key, context);
        return context;
    }

    #certificateOf(zone: string): Promise<Certificate> {
        const made =
            this.#certificates.get(zone) ?? makeServerCertificate(this.authority, [zone, `*.${zone}`], new Date());
        this.#certificates.set(zone, made);
        return made;
    }
}

const versions: Readonly<Record<string, SecureVersion>> = {
    "1.0": "TLSv1",
    "1.1": "TLSv1.1",
    "1.2": "TLSv1.2",
    "1.3": "TLSv1.3",
};
