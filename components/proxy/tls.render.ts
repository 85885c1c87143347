import { stringify } from "yaml";

/** Where an edge finds what it needs for TLS, inside its container. */
export const tlsFiles = {
    certificate: "/run/secrets/tls-certificate",
    key: "/run/secrets/tls-key",
    clientAuthority: "/run/secrets/tls-client-authority",
};

/**
 * The file by which Traefik takes requests over TLS. A connection that names no host of the certificate is refused, so
 * that nobody learns from the address alone which site lies here.
 *
 * @param clientAuthority only clients with a certificate of this authority are let in
 */
export function renderTls({ clientAuthority }: { readonly clientAuthority: boolean }): string {
    const certificate = { certFile: tlsFiles.certificate, keyFile: tlsFiles.key };
    const clientAuth = { caFiles: [tlsFiles.clientAuthority], clientAuthType: "RequireAndVerifyClientCert" };
    return stringify(
        {
            tls: {
                certificates: [certificate],
                // In place of one that Traefik would make for itself at each start.
                stores: { default: { defaultCertificate: certificate } },
                options: {
                    default: {
                        minVersion: "VersionTLS12",
                        sniStrict: true,
                        ...(clientAuthority ? { clientAuth } : {}),
                    },
                },
            },
        },
        { aliasDuplicateObjects: false },
    );
}
