import { randomBytes } from "node:crypto";
import { serialOf } from "../cloudflare/certificates/authorities";
import { makeAuthority } from "../cloudflare/certificates/authority";
import type { Certificate } from "../cloudflare/certificates/certificate";

/** A day, in milliseconds. */
const day = 86_400_000;

/**
 * Makes the authority that stands for all those that browsers trust. Whoever is to trust it in a rehearsal gets its
 * certificate, by `NODE_EXTRA_CA_CERTS`, `curl --cacert` or the system's own store.
 */
export async function makePublicAuthority(now: Date): Promise<Certificate> {
    return await makeAuthority("CN=Emulated Public Authority,O=Rehearsal", "ecc", {
        serial: serialOf(randomBytes(16).toString("hex")),
        // An hour ago: the clocks of emulated droplets may be a little behind.
        from: new Date(now.getTime() - day / 24),
        until: new Date(now.getTime() + 3650 * day),
    });
}
