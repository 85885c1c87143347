import type { Authorities } from "../state";
import { makeAuthority, makeClient, type Validity } from "./authority";

const years = 365 * 86_400_000;

/**
 * Makes all certificate authorities of an emulator, and the certificate that its edge shows to origins.
 *
 * @param newId gives 32 hexadecimal digits, fresh each time
 */
export async function makeAuthorities(now: Date, newId: () => string): Promise<Authorities> {
    const validity = (): Validity => ({
        serial: serialOf(newId()),
        // An hour ago: the clocks of emulated droplets may be a little behind.
        from: new Date(now.getTime() - 3_600_000),
        until: new Date(now.getTime() + 20 * years),
    });
    const [originRsa, originEcc, originPull] = await Promise.all([
        makeAuthority(`OU=Origin SSL Certificate Authority,${maker}`, "rsa", validity()),
        makeAuthority(`OU=Origin SSL ECC Certificate Authority,${maker}`, "ecc", validity()),
        makeAuthority(`CN=origin-pull.cloudflare.net,OU=Origin Pull,${maker}`, "ecc", validity()),
    ]);
    const edgeClient = await makeClient(originPull, `CN=*.cloudflare.com,OU=Origin Pull,${maker}`, validity());
    return { originRsa, originEcc, originPull, edgeClient };
}

/** A positive serial number, by a fresh id. */
export function serialOf(id: string): string {
    return `4${id.slice(1)}`;
}

/** In the names of all that the emulator signs, so that nobody takes it for Cloudflare's own. */
export const maker = "O=Emulated Cloudflare,C=US";
