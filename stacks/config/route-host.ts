import { parseHostname } from "./hostname";

/**
 * Reads the host of a route: the name of a host, or `*.` before one, which is every name of one label more.
 * @returns the name in lower case; `undefined` when the text is neither
 */
export function parseRouteHost(text: string): string | undefined {
    if (!text.startsWith("*.")) return parseHostname(text);
    const parent = parseHostname(text.slice(2));
    return parent === undefined ? undefined : `*.${parent}`;
}

/** Tells whether a route's host stands for many names. */
export function isWildcard(host: string): boolean {
    return host.startsWith("*.");
}
