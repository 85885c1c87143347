import type { Answer } from "dns-packet";

/** A domain that the DNS server has authority over. */
export interface DnsZone {
    /** In lower case, without a full stop at the end. */
    readonly name: string;
    /** All of it, with the SOA and NS records of the domain itself; names in lower case. */
    readonly records: readonly Answer[];
}
