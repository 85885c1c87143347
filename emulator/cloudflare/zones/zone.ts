import type { Dnssec } from "./dnssec";

/** What a zone costs decides what it may have. */
export type Plan = "free" | "enterprise";

/** A domain at the emulated Cloudflare. */
export interface Zone {
    /** 32 hexadecimal digits. */
    readonly id: string;
    /** The domain, in lower case and Punycode. */
    readonly name: string;
    readonly accountId: string;
    readonly plan: Plan;
    readonly status: "pending" | "active";
    /** Whether the domain's registrar names Cloudflare's name servers: a pending zone then becomes active. */
    readonly delegated: boolean;
    /** The two that Cloudflare gave it. */
    readonly nameServers: readonly string[];
    /** Those from before. */
    readonly originalNameServers: readonly string[];
    /** Its settings as far as they were changed, by id. */
    readonly settings: Readonly<Record<string, ChangedSetting>>;
    readonly dnssec: Dnssec;
    /** Whether authenticated origin pulls with certificates of the zone's own are on. */
    readonly ownOriginPulls: boolean;
    /** Of its SOA record: one more with each change of a record. */
    readonly serial: number;
    /** RFC 3339, as are all times here. */
    readonly createdOn: string;
    readonly modifiedOn: string;
    readonly activatedOn: string | null;
}

/** A setting that no longer has its default. */
export interface ChangedSetting {
    readonly value: unknown;
    /** RFC 3339. */
    readonly modifiedOn: string;
}
