import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where Debian keeps the certificate authorities that the machine's owner added. */
const added = "/usr/local/share/ca-certificates";
const bundle = "/etc/ssl/certs/ca-certificates.crt";

/**
 * The certificate authorities that this machine trusts beyond Debian's own list (as behind a company's proxy), each
 * in PEM form: what its owner added to the system, or names in NODE_EXTRA_CA_CERTS.
 */
export function hostAuthorities(): readonly string[] {
    const named = process.env.NODE_EXTRA_CA_CERTS;
    const files = existsSync(added) ? readdirSync(added).filter((file) => file.endsWith(".crt")) : [];
    const paths = files.sort().map((file) => join(added, file));
    // Images outlive the rehearsal whose authority they would have.
    const others = [bundle, process.env.SLIPWAY_REHEARSAL_AUTHORITY];
    if (named !== undefined && !others.includes(named) && existsSync(named)) {
        paths.push(named);
    }
    return splitCertificates(paths.map((path) => readFileSync(path, "utf8")).join("\n"));
}

/** The certificates in a PEM text, each on its own and once; what stands between them is dropped. */
export function splitCertificates(pem: string): readonly string[] {
    const found = pem.matchAll(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
    return [...new Set([...found].map(([certificate]) => `${certificate.replaceAll("\r", "")}\n`))];
}
