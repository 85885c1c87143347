import { makeAuthority, makeClient } from "../../../../emulator/cloudflare/certificates/authority";
import type { Certificate } from "../../../../emulator/cloudflare/certificates/certificate";

/**
 * A client's certificate of an authority that is nobody's, as a zone's owner uploads it.
 *
 * @param serial hexadecimal digits
 */
export async function makePullCertificate(serial: string): Promise<Certificate> {
    const validity = { serial: `4${serial}`, from: new Date("2026-01-01"), until: new Date("2036-01-01") };
    const ours = await makeAuthority("CN=Ours,O=Acme", "ecc", validity);
    return await makeClient(ours, "CN=edge of example.com", validity);
}
