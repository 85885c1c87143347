import { hstsSeconds } from "../route/hsts";

/** A setting of a Cloudflare zone. */
export interface Setting {
    /** Cloudflare's name for it. */
    readonly id: string;
    readonly value: string | object;
}

/**
 * How Cloudflare treats the requests that it proxies: over TLS 1.2 or newer all the way, to an origin that proves who it
 * is. Settings hold for every proxied name of the zone, and stay when the stack goes.
 */
export const zoneSettings: readonly Setting[] = [
    { id: "ssl", value: "strict" },
    { id: "min_tls_version", value: "1.2" },
    { id: "always_use_https", value: "on" },
    {
        id: "security_header",
        value: {
            strict_transport_security: {
                enabled: true,
                max_age: hstsSeconds,
                // Names below the hosts can be somebody else's, and preloading cannot be taken back.
                ...{ include_subdomains: false, preload: false, nosniff: true },
            },
        },
    },
];
