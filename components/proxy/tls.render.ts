import { stringify } from "yaml";
import { healthEntryPoint } from "../route/entry-points";

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
 * @param health a load balancer asks the edge at `/ping` whether it is well
 */
export function renderTls({
    clientAuthority,
    health,
}: Readonly<Record<"clientAuthority" | "health", boolean>>): string {
    const certificate = { certFile: tlsFiles.certificate, keyFile: tlsFiles.key };
    const clientAuth = { caFiles: [tlsFiles.clientAuthority], clientAuthType: "RequireAndVerifyClientCert" };
    const ping = { entryPoints: [healthEntryPoint], rule: "Path(`/ping`)", service: "ping@internal" };
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
            ...(health ? { http: { routers: { health: ping } } } : {}),
        },
        { aliasDuplicateObjects: false },
    );
}
