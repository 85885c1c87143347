import { stringify } from "yaml";
import { webEntryPoint } from "../route/entry-points";

/** Where an edge finds what it needs for TLS, inside its container. */
export const tlsFiles = {
    certificate: "/run/secrets/tls-certificate",
    key: "/run/secrets/tls-key",
    clientAuthority: "/run/secrets/tls-client-authority",
};

/** What an edge's file for TLS depends on. */
export interface TlsRendering {
    /** Only clients with a certificate of an authority are let in. */
    readonly clientAuthority: boolean;
    /** URL of what answers an authority's challenges; the certificates are not in the edge's own files then. */
    readonly challenges?: string;
}

/**
 * The file by which Traefik takes requests over TLS. A connection that names no host of a certificate is refused, so that
 * nobody learns from the address alone which site lies here.
 */
export function renderTls({ clientAuthority, challenges }: TlsRendering): string {
    const certificate = { certFile: tlsFiles.certificate, keyFile: tlsFiles.key };
    const clientAuth = { caFiles: [tlsFiles.clientAuthority], clientAuthType: "RequireAndVerifyClientCert" };
    const own = {
        certificates: [certificate],
        // In place of one that Traefik would make for itself at each start.
        stores: { default: { defaultCertificate: certificate } },
    };
    return stringify(
        {
            ...(challenges === undefined ? {} : { http: challengeRoute(challenges) }),
            tls: {
                ...(challenges === undefined ? own : {}),
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

/** An authority asks in plain text, for hosts that have no certificate yet. */
function challengeRoute(url: string): object {
    const service = "acme-challenges";
    const rule = "PathPrefix(`/.well-known/acme-challenge/`)";
    return {
        routers: { [service]: { entryPoints: [webEntryPoint], rule, service } },
        services: { [service]: { loadBalancer: { servers: [{ url }] } } },
    };
}
