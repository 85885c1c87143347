import type { Token } from "./api/token";
import type { Certificate, OriginCertificate } from "./certificates/certificate";
import type { HostnamePulls } from "./origin-pulls/hostname-pulls";
import type { PullCertificate } from "./origin-pulls/pull-certificate";
import type { DnsRecord } from "./records/record";
import type { Zone } from "./zones/zone";

/** All that the emulated Cloudflare knows: plain data, so that a rehearsal can be kept in one JSON file. */
export interface CloudflareState {
    readonly accounts: readonly Account[];
    readonly tokens: readonly Token[];
    readonly zones: readonly Zone[];
    readonly records: readonly DnsRecord[];
    /** What the Origin CA has signed, the revoked ones among them. */
    readonly certificates: readonly OriginCertificate[];
    /** What zones have uploaded for their authenticated origin pulls, the latest last. */
    readonly pullCertificates: readonly PullCertificate[];
    /** What zones have uploaded for some of their host names, the latest last. */
    readonly hostnameCertificates: readonly PullCertificate[];
    /** Which host names have one of these. */
    readonly hostnamePulls: readonly HostnamePulls[];
    readonly purges: readonly Purge[];
    readonly authorities: Authorities;
    readonly edge: Edge;
}

/** Whom zones and tokens belong to. */
export interface Account {
    /** 32 hexadecimal digits. */
    readonly id: string;
    readonly name: string;
    /** RFC 3339. */
    readonly createdOn: string;
}

/** One accepted wish to empty the cache. The emulated edge caches nothing: this is for tests to look at. */
export interface Purge {
    readonly zoneId: string;
    /** RFC 3339. */
    readonly at: string;
    /** The request's body, such as `{ purge_everything: true }`. */
    readonly what: Readonly<Record<string, unknown>>;
}

/** The certificate authorities that the emulator makes for itself; nobody else trusts them. */
export interface Authorities {
    /** Signs origins' certificates for RSA keys (`origin-rsa`). */
    readonly originRsa: Certificate;
    /** Signs origins' certificates for elliptic curve keys (`origin-ecc`). */
    readonly originEcc: Certificate;
    /** What origins trust for authenticated origin pulls. */
    readonly originPull: Certificate;
    /** What the edge shows to origins, signed by `originPull`. */
    readonly edgeClient: Certificate;
}

/** Where the emulated edge listens: what proxied names resolve to, and what `GET /ips` publishes. */
export interface Edge {
    readonly ipv4: readonly string[];
    readonly ipv6: readonly string[];
    /**
     * Ranges that count as public although they are not (a bridge of this machine): Cloudflare proxies to public
     * addresses only. CIDR notation.
     */
    readonly publicRanges: readonly string[];
}
