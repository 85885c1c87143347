/** What one Pebble differs in from another. */
export interface PebbleSettings {
    /** `ADDRESS:PORT` of the ACME server. */
    readonly listen: string;
    /** `ADDRESS:PORT` of what only tests ask. */
    readonly management: string;
    /** Paths of its own certificate and key, in PEM. */
    readonly certificate: string;
    readonly privateKey: string;
    /** Ports of the servers that it validates. */
    readonly validation: { readonly http: number; readonly tls: number };
}

/** Pebble's configuration file: as near to Let's Encrypt as it goes. */
export function renderPebbleConfig(settings: PebbleSettings): string {
    const pebble = {
        listenAddress: settings.listen,
        managementListenAddress: settings.management,
        certificate: settings.certificate,
        privateKey: settings.privateKey,
        httpPort: settings.validation.http,
        tlsPort: settings.validation.tls,
        ocspResponderURL: "",
        externalAccountBindingRequired: false,
        caaIdentities: ["letsencrypt.org"],
        domainBlocklist: [],
        retryAfter: { authz: 1, order: 1 },
        keyAlgorithm: "ecdsa",
        profiles: { default: { description: "As Let's Encrypt's classic: 90 days", validityPeriod: 7_776_000 } },
    };
    return `${JSON.stringify({ pebble }, undefined, 4)}\n`;
}
