/** A record that the zone shall have. */
export interface WantedRecord {
    /** Ends the name of its resource; no two share one. */
    readonly role: string;
    /** Full name, e.g. `app.example.com`. */
    readonly name: string;
    readonly type: "A" | "CAA";
    /** As Cloudflare writes it; absent when it is known only once servers are there. */
    readonly content?: string;
    /** What a CAA record says. */
    readonly caa?: CaaData;
}

/** Who may issue certificates. */
export interface CaaData {
    readonly tag: "issue" | "issuewild";
    /** The authority's own name for itself, e.g. `letsencrypt.org`. */
    readonly value: string;
}

/** What a zone shall say of a stack's hosts. */
export interface Wanted {
    /** Names in the zone, wildcards among them. */
    readonly hosts: readonly string[];
    /** IPv4 address that they lead to, when it is known. */
    readonly address?: string;
    /**
     * Authorities that may issue certificates for the hosts, e.g. `letsencrypt.org`; none: no CAA records. Behind
     * Cloudflare's proxy they are not needed: its own authorities change, and it lets them in by itself wherever a zone
     * has CAA records.
     */
    readonly authorities: readonly string[];
}

/**
 * The records of a stack: an address for each host, and who may issue certificates for it. CAA records stand at the hosts
 * themselves, so that nothing else in the zone is bound by them.
 */
export function wantedRecords({ hosts, address, authorities }: Wanted): readonly WantedRecord[] {
    const once = [...new Set(hosts)].sort();
    return [
        ...once.map((host) => ({
            ...{ role: host, name: host, type: "A" as const },
            ...(address === undefined ? {} : { content: address }),
        })),
        ...once.flatMap((host) => authorities.map((value) => caaRecord(host, value))),
    ];
}

/** What holds for a wildcard stands at the name that it is a wildcard of. */
function caaRecord(host: string, value: string): WantedRecord {
    const wildcard = host.startsWith("*.");
    const caa: CaaData = { tag: wildcard ? "issuewild" : "issue", value };
    return {
        role: `${host}-caa-${value}`,
        name: wildcard ? host.slice(2) : host,
        type: "CAA",
        content: `0 ${caa.tag} "${value}"`,
        caa,
    };
}
