import type { Certificate } from "../certificates/certificate";
import { recordsOf } from "../records/change";
import type { RecordType } from "../records/record";
import { settingIn } from "../settings/value";
import type { CloudflareState } from "../state";
import type { Zone } from "../zones/zone";

/** All that the emulated edge has to know: how it stands before origins, and which names are its own. */
export interface EdgeView {
    /** What it trusts of origins under full (strict), beside the public authorities: the Origin CA's roots, in PEM. */
    readonly originRoots: readonly string[];
    /** What it shows to origins where `originPulls` is on, unless the zone has its own. */
    readonly client: Certificate;
    readonly zones: readonly EdgeZone[];
}

/** What the edge does with a zone's requests. */
export interface EdgeZone {
    readonly name: string;
    /** How it speaks with origins: `off`, `flexible`, `full` or `strict`. */
    readonly ssl: string;
    readonly alwaysUseHttps: boolean;
    /** Of visitors, such as `1.2`. */
    readonly minTlsVersion: string;
    readonly originPulls: boolean;
    /** What it shows to the zone's origins in the place of `EdgeView.client`; absent without one of the zone's own. */
    readonly client?: Certificate;
    /** What it shows to the origins of some host names, whatever the zone has; absent where there are none. */
    readonly hostClients?: Readonly<Record<string, Certificate | "none">>;
    /** The `Strict-Transport-Security` header; absent where it is off. */
    readonly hsts?: string;
    /** The proxied names and where their origins are. */
    readonly origins: readonly Origin[];
}

/** A proxied record. */
export interface Origin {
    /** May begin with `*.`. */
    readonly name: string;
    readonly type: RecordType;
    readonly content: string;
}

/** What the edge has to know, of the state as it is. */
export function edgeView(state: CloudflareState): EdgeView {
    const { originRsa, originEcc, edgeClient } = state.authorities;
    return {
        originRoots: [originRsa.certificate, originEcc.certificate],
        client: edgeClient,
        zones: state.zones.map((zone) => {
            const hsts = hstsHeader(settingIn(zone, "security_header"));
            const client = ownClient(state, zone);
            const hostClients = clientsOfHosts(state, zone);
            const proxied = recordsOf(state, zone).filter((record) => record.proxied);
            return {
                name: zone.name,
                ssl: String(settingIn(zone, "ssl")),
                alwaysUseHttps: settingIn(zone, "always_use_https") === "on",
                minTlsVersion: String(settingIn(zone, "min_tls_version")),
                originPulls: zone.ownOriginPulls || settingIn(zone, "tls_client_auth") === "on",
                ...(client === undefined ? {} : { client }),
                ...(Object.keys(hostClients).length === 0 ? {} : { hostClients }),
                ...(hsts === undefined ? {} : { hsts }),
                origins: proxied.map(({ name, type, content }) => ({ name, type, content })),
            };
        }),
    };
}

/** The latest certificate of the zone's own. The edge has it at once: that Cloudflare calls it pending is all. */
function ownClient({ pullCertificates }: CloudflareState, zone: Zone): Certificate | undefined {
    if (!zone.ownOriginPulls) return undefined;
    const own = pullCertificates.findLast(({ zoneId }) => zoneId === zone.id);
    return own && { certificate: own.certificate, privateKey: own.privateKey };
}

/** Those of host names, which hold whether or not the zone has origin pulls. */
function clientsOfHosts(
    { hostnamePulls, hostnameCertificates }: CloudflareState,
    zone: Zone,
): Readonly<Record<string, Certificate | "none">> {
    const known = new Map(
        hostnameCertificates.map(({ id, certificate, privateKey }) => [id, { certificate, privateKey }]),
    );
    const here = hostnamePulls.filter(({ zoneId }) => zoneId === zone.id);
    return Object.fromEntries(
        here.map((one) => [one.hostname, (one.enabled ? known.get(one.certificateId) : undefined) ?? "none"]),
    );
}

interface Hsts {
    readonly enabled: boolean;
    readonly max_age: number;
    readonly include_subdomains: boolean;
    readonly preload: boolean;
}

function hstsHeader(setting: unknown): string | undefined {
    const hsts = (setting as { readonly strict_transport_security: Hsts }).strict_transport_security;
    if (!hsts.enabled) return undefined;
    const parts = [
        `max-age=${hsts.max_age}`,
        hsts.include_subdomains && "includeSubDomains",
        hsts.preload && "preload",
    ];
    return parts.filter((part) => part !== false).join("; ");
}
