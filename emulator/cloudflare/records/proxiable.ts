import { BlockList, isIPv4, isIPv6 } from "node:net";
import type { RecordType } from "./record";

/**
 * Tells whether Cloudflare's edge can stand before a record: addresses must be public ones and not Cloudflare's own
 * resolver, names any. See "Proxied DNS records".
 *
 * @param publicRanges CIDRs that count as public
 */
export function proxiable(type: RecordType, content: string, publicRanges: readonly string[]): boolean {
    if (type === "CNAME") return true;
    if (type !== "A" && type !== "AAAA") return false;
    return holds(listOf(publicRanges), content) || !holds(notPublic, content);
}

/** The addresses that nobody reaches from the internet. Documentation ranges are no part of them, at Cloudflare too. */
const notPublic = listOf([
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "1.1.1.1/32",
    "1.0.0.1/32",
    "224.0.0.0/3",
    "::/127",
    "fc00::/7",
    "fe80::/10",
    "ff00::/8",
]);

function listOf(ranges: readonly string[]): BlockList {
    const list = new BlockList();
    for (const range of ranges) {
        const [address = "", bits] = range.split("/");
        list.addSubnet(address, Number(bits), isIPv6(address) ? "ipv6" : "ipv4");
    }
    return list;
}

function holds(list: BlockList, address: string): boolean {
    return list.check(address, isIPv4(address) ? "ipv4" : "ipv6");
}
