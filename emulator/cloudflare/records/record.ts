/** The types of records that the emulator knows. */
export const recordTypes = ["A", "AAAA", "CAA", "CNAME", "MX", "NS", "TXT"] as const;

/** One of the types of records that the emulator knows. */
export type RecordType = (typeof recordTypes)[number];

/** What a record says, whoever made it and when. */
export interface RecordFields {
    readonly type: RecordType;
    /** Whole, with the zone's name; in lower case and Punycode, without a full stop at the end. */
    readonly name: string;
    readonly content: string;
    /** Seconds; 1 means automatic. */
    readonly ttl: number;
    readonly proxied: boolean;
    /** Of an MX record. */
    readonly priority?: number;
    /** Of a CAA record. */
    readonly data?: CaaData;
    readonly comment: string | null;
    readonly tags: readonly string[];
    readonly settings: RecordSettings;
}

/** The parts of a CAA record. */
export interface CaaData {
    readonly flags: number;
    readonly tag: "issue" | "issuewild" | "iodef";
    readonly value: string;
}

/** How the edge's addresses are given out for a proxied record. */
export interface RecordSettings {
    readonly ipv4_only?: boolean;
    readonly ipv6_only?: boolean;
    /** Of a CNAME record: its target's addresses are answered in its place. */
    readonly flatten_cname?: boolean;
}

/** A record of a zone. */
export interface DnsRecord extends RecordFields {
    /** 32 hexadecimal digits. */
    readonly id: string;
    readonly zoneId: string;
    /** RFC 3339, as are all times here. */
    readonly createdOn: string;
    readonly modifiedOn: string;
    /** Absent without a comment. */
    readonly commentModifiedOn?: string;
    /** Absent without tags. */
    readonly tagsModifiedOn?: string;
}
