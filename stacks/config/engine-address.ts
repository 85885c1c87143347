import { parseHostname } from "./hostname";

/**
 * Tells whether a text is the address of a Docker Engine: `unix:///PATH`, `tcp://HOST:PORT` or `ssh://[USER@]HOST[:PORT]`.
 */
export function isEngineAddress(text: string): boolean {
    if (text.startsWith("unix://")) return /^unix:\/\/\/[^\s\0]+$/.test(text);
    const [, scheme, user, host, port] = /^(tcp|ssh):\/\/(?:([\w.-]+)@)?([^/@:\s]+)(?::(\d{1,5}))?$/.exec(text) ?? [];
    if (scheme === undefined || host === undefined || parseHostname(host) === undefined) return false;
    if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return false;
    return scheme === "ssh" || (port !== undefined && user === undefined);
}
