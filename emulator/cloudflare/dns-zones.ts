import type { Answer } from "dns-packet";
import { txtStrings } from "../dns/txt-strings";
import type { DnsZone } from "../dns/zone";
import { recordsOf } from "./records/change";
import type { DnsRecord } from "./records/record";
import type { CloudflareState, Edge } from "./state";
import type { Zone } from "./zones/zone";

/** Seconds that "automatic" stands for; what is proxied is always automatic. See "Time to Live (TTL)". */
const automatic = 300;

/**
 * What Cloudflare's name servers answer from: unproxied records as they are, proxied ones as the edge's addresses; and
 * a zone with the name servers themselves, as their domain is not part of any account.
 *
 * @param nameServerAddress the IPv4 address on which the DNS server is reached
 */
export function dnsZones(state: CloudflareState, nameServerAddress: string): readonly DnsZone[] {
    const names = [...new Set(state.zones.flatMap(({ nameServers }) => nameServers))];
    const servers = names.map((name): Answer => ({ name, type: "A", ttl: 86_400, data: nameServerAddress }));
    return [
        ...state.zones.map((zone) => ({
            name: zone.name,
            records: [...apexOf(zone), ...recordsOf(state, zone).flatMap((record) => answersOf(record, state.edge))],
        })),
        { name: "ns.cloudflare.com", records: [soa("ns.cloudflare.com", names[0] ?? "", 1), ...servers] },
    ];
}

function apexOf({ name, nameServers, serial }: Zone): readonly Answer[] {
    const delegation = nameServers.map((data): Answer => ({ name, type: "NS", ttl: 86_400, data }));
    return [soa(name, nameServers[0] ?? "", serial), ...delegation];
}

function soa(name: string, mname: string, serial: number): Answer {
    const times = { refresh: 10_000, retry: 2400, expire: 604_800, minimum: 1800 };
    return { name, type: "SOA", ttl: 1800, data: { mname, rname: "dns.cloudflare.com", serial, ...times } };
}

function answersOf(record: DnsRecord, edge: Edge): readonly Answer[] {
    const { name, content } = record;
    if (record.proxied) return edgeAnswers(record, edge);
    const ttl = record.ttl === 1 ? automatic : record.ttl;
    switch (record.type) {
        case "MX":
            return [{ name, ttl, type: "MX", data: { preference: record.priority ?? 0, exchange: content } }];
        case "TXT":
            return [{ name, ttl, type: "TXT", data: txtStrings(content) }];
        case "CAA":
            return record.data ? [{ name, ttl, type: "CAA", data: record.data }] : [];
        default:
            return [{ name, ttl, type: record.type, data: content }];
    }
}

function edgeAnswers({ name, settings }: DnsRecord, { ipv4, ipv6 }: Edge): readonly Answer[] {
    const all = (type: "A" | "AAAA", addresses: readonly string[]) =>
        addresses.map((data): Answer => ({ name, ttl: automatic, type, data }));
    return [...(settings.ipv6_only ? [] : all("A", ipv4)), ...(settings.ipv4_only ? [] : all("AAAA", ipv6))];
}
