const octet = "(0|[1-9]\\d{0,2})";
const written = new RegExp(`^${octet}\\.${octet}\\.${octet}\\.${octet}(?:/(\\d|[12]\\d|3[0-2]))?$`);

/** Tells whether a text is a range of IPv4 addresses by its first address, such as `203.0.113.0/24`. */
export function isIpv4Range(text: string): boolean {
    return ipv4RangesOf(text)[0] === text;
}

/**
 * The ranges that may be meant by an address with or without a number of bits, the likeliest first: `203.0.113.7/24` is the
 * range `203.0.113.0/24`, or the address `203.0.113.7/32`. None for any other text.
 */
export function ipv4RangesOf(text: string): readonly string[] {
    const [, a, b, c, d, bits = "32"] = written.exec(text) ?? [];
    const octets = [a, b, c, d].map(Number);
    if (octets.some((value) => !(value <= 255))) return [];
    const network = octets.map((value, index) => value & maskOf(Number(bits) - 8 * index));
    return [...new Set([`${network.join(".")}/${bits}`, `${octets.join(".")}/32`])];
}

/** Tells whether all addresses of a range are ones that no request from the internet comes from. */
export function isPrivateRange(range: string): boolean {
    return /^(?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254)\./.test(range);
}

/** Mask of one octet of which so many bits count; all of them from 8 up, none from 0 down. */
function maskOf(bits: number): number {
    return (0xff00 >> Math.min(Math.max(bits, 0), 8)) & 0xff;
}
