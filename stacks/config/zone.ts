import { parseHostname } from "./hostname";

/**
 * Reads the name of a zone, such as `example.com`.
 * @returns the name in lower case; `undefined` when the text is not a name of two labels or more
 */
export function parseZone(text: string): string | undefined {
    const name = parseHostname(text);
    return name?.includes(".") && !/^[\d.]+$/.test(name) ? name : undefined;
}

/** Tells whether a host is the zone itself or below it; both in lower case. */
export function liesInZone(host: string, zone: string): boolean {
    return host === zone || host.endsWith(`.${zone}`);
}
