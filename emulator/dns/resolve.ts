import type { Answer } from "dns-packet";
import { isWithin } from "./is-within";
import type { DnsZone } from "./zone";

/** What a server that has authority answers to a question. */
export interface Reply {
    readonly rcode: "NOERROR" | "NXDOMAIN" | "REFUSED";
    /** Whether it answers for its own: not so where it refuses, or sends on to others. */
    readonly authoritative: boolean;
    readonly answers: readonly Answer[];
    readonly authorities: readonly Answer[];
    readonly additionals: readonly Answer[];
}

/** What is asked for. */
export interface Question {
    /** Without a full stop at the end; capitals don't matter. */
    readonly name: string;
    /** Such as `A`. */
    readonly type: string;
}

/**
 * Answers a question from the zones: records, wildcards, chains of CNAMEs as far as they stay within the zones, an
 * alias at a zone's own name flattened, what is delegated to others, and what is not there (RFC 1034, 2308, 4592).
 */
export function resolve(zones: readonly DnsZone[], { name, type }: Question): Reply {
    const asked = name.toLowerCase();
    const zone = zoneFor(zones, asked);
    if (!zone) return { ...nothing, rcode: "REFUSED", authoritative: false };
    return delegationFor(zone, asked, type) ?? follow(zones, zone, asked, type, 0);
}

const nothing: Reply = { rcode: "NOERROR", authoritative: true, answers: [], authorities: [], additionals: [] };

/** Chains longer than this are loops, or as good as. */
const longestChain = 8;

function follow(zones: readonly DnsZone[], zone: DnsZone, name: string, type: string, depth: number): Reply {
    const found = recordsAt(zone, name);
    if (!found) return { ...nothing, rcode: "NXDOMAIN", authorities: soaOf(zone) };
    const answers = found.filter((record) => record.type === type);
    if (answers.length > 0) return { ...nothing, answers };
    const [alias] = found.filter(isAlias);
    if (!alias || depth >= longestChain) return { ...nothing, authorities: soaOf(zone) };
    const next = zoneFor(zones, alias.data);
    const rest = next ? follow(zones, next, alias.data, type, depth + 1) : nothing;
    if (name !== zone.name) return { ...rest, answers: [alias, ...rest.answers] };
    // A zone's own name cannot be an alias, as it has other records: it gets what the alias leads to.
    const flattened = rest.answers.filter((record) => record.type === type).map((record) => ({ ...record, name }));
    return flattened.length > 0 ? { ...nothing, answers: flattened } : { ...nothing, authorities: soaOf(zone) };
}

type Alias = Answer & { readonly type: "CNAME"; readonly data: string };

function isAlias(record: Answer): record is Alias {
    return record.type === "CNAME";
}

/** The records of a name, or those of the wildcard that covers it; undefined where the name does not exist. */
function recordsAt({ name: zoneName, records }: DnsZone, name: string): readonly Answer[] | undefined {
    const at = (owner: string) => records.filter((record) => record.name === owner);
    const exists = (owner: string) => records.some((record) => isWithin(record.name, owner));
    if (exists(name)) return at(name);
    const encloser = ancestors(name).find((owner) => owner === zoneName || exists(owner)) ?? zoneName;
    const covered = at(`*.${encloser}`);
    return covered.length > 0 ? covered.map((record) => ({ ...record, name })) : undefined;
}

/** Where a part of the zone is delegated, those to ask instead, with their addresses as far as the zone has them. */
function delegationFor(zone: DnsZone, name: string, type: string): Reply | undefined {
    const cuts = [name, ...ancestors(name)].filter((owner) => owner !== zone.name && isWithin(owner, zone.name));
    const highest = cuts.findLast((owner) => zone.records.some((one) => one.type === "NS" && one.name === owner));
    if (highest === undefined || (highest === name && type === "DS")) return undefined;
    const authorities = zone.records.filter((record) => record.type === "NS" && record.name === highest);
    const servers = authorities.map((record) => ("data" in record ? String(record.data) : ""));
    const isGlue = ({ type, name }: Answer) => (type === "A" || type === "AAAA") && servers.includes(name);
    return { ...nothing, authoritative: false, authorities, additionals: zone.records.filter(isGlue) };
}

function soaOf(zone: DnsZone): readonly Answer[] {
    return zone.records.filter(({ type }) => type === "SOA");
}

function zoneFor(zones: readonly DnsZone[], name: string): DnsZone | undefined {
    return [name, ...ancestors(name)].flatMap((owner) => zones.filter((zone) => zone.name === owner))[0];
}

/** From the nearest on: `b.c` and `c` of `a.b.c`. */
function ancestors(name: string): readonly string[] {
    const labels = name.split(".");
    return labels.slice(1).map((_, index) => labels.slice(index + 1).join("."));
}
