import { isIPv4, isIPv6 } from "node:net";

/** An IPv4 network. */
export interface Network {
    /** Its first address, as a number. */
    readonly base: number;
    /** How many leading bits its addresses share. */
    readonly prefix: number;
}

/** The network that the CIDR notation means; undefined where it means none, or its base has bits behind the prefix. */
export function parseNetwork(cidr: string): Network | undefined {
    const [address = "", bits = "", ...rest] = cidr.split("/");
    if (!isIPv4(address) || !/^\d{1,2}$/.test(bits) || Number(bits) > 32 || rest.length > 0) return undefined;
    const base = address.split(".").reduce((number, part) => number * 256 + Number(part), 0);
    return base % size(Number(bits)) === 0 ? { base, prefix: Number(bits) } : undefined;
}

/** The network that a stored record names. */
export function networkOf(cidr: string): Network {
    const network = parseNetwork(cidr);
    if (network === undefined) throw new Error(`no network ${cidr}`);
    return network;
}

/** The address at that place in the network; 0 is the network itself. */
export function addressAt({ base }: Network, place: number): string {
    return dotted(base + place);
}

/** The netmask in dotted notation. */
export function netmask({ prefix }: Network): string {
    return dotted(2 ** 32 - size(prefix));
}

/** Whether the two have an address in common. */
export function overlap(one: Network, other: Network): boolean {
    return one.base < other.base + size(other.prefix) && other.base < one.base + size(one.prefix);
}

/**
 * The first place after the given one whose address is free, round and round; the first two and the last are never given
 * away.
 */
export function freePlace(network: Network, taken: ReadonlySet<string>, after: number): number | undefined {
    const usable = size(network.prefix) - 3;
    for (let step = 0; step < usable; step += 1) {
        const place = 2 + ((Math.max(after, 1) - 1 + step) % usable);
        if (!taken.has(addressAt(network, place))) return place;
    }
    return undefined;
}

/** A rule's peer in CIDR notation: an address alone is a network of one. Undefined where it is neither. */
export function peerNetwork(text: string): string | undefined {
    const [address = "", bits] = text.split("/");
    const most = isIPv4(address) ? 32 : isIPv6(address) ? 128 : undefined;
    if (most === undefined || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most)))
        return undefined;
    return `${address}/${bits ?? most}`;
}

function size(prefix: number): number {
    return 2 ** (32 - prefix);
}

function dotted(number: number): string {
    return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}
