import type { ApiMessage } from "./answer";
import { Refusal, refusal } from "./refusal";

/** A permission group, by its name in Cloudflare's "API token permissions"; `Write` includes `Read`. */
export type Permission =
    | `${"Account Settings" | "Zone" | "Zone Settings" | "DNS" | "SSL and Certificates"} ${"Read" | "Write"}`
    | "Cache Purge";

/** An API token. */
export interface Token {
    /** 32 hexadecimal digits; not secret. */
    readonly id: string;
    /** What clients send: 40 characters. */
    readonly value: string;
    readonly permissions: readonly Permission[];
    /** The only zones that it may touch, by name; without it all. */
    readonly zones?: readonly string[];
    readonly disabled?: boolean;
    /** RFC 3339. */
    readonly notBefore?: string;
    /** RFC 3339. */
    readonly expiresOn?: string;
}

/** What a token is good for at a moment. See "Verify Token": `GET /user/tokens/verify`. */
export function statusOf(token: Token, now: Date): "active" | "disabled" | "expired" {
    if (token.disabled) return "disabled";
    return token.expiresOn !== undefined && now >= new Date(token.expiresOn) ? "expired" : "active";
}

/**
 * The token that a request shows, whatever its status; undefined where nobody has it.
 *
 * @param header the `Authorization` header
 * @throws Refusal where there is none (9106) or it is malformed (6003)
 */
export function tokenOf(tokens: readonly Token[], header: string | undefined): Token | undefined {
    if (header === undefined) {
        throw refusal(400, 9106, "Missing X-Auth-Key, X-Auth-Email or Authorization headers");
    }
    const value = /^Bearer ((?:cf[a-z]+_)?[\w-]{40,})$/.exec(header)?.[1];
    if (value === undefined) throw new Refusal(400, { ...badHeaders, error_chain: [badAuthorization] });
    return tokens.find((known) => known.value === value);
}

/** Tells whether a token is good for anything at a moment. */
export function isActive(token: Token, now: Date): boolean {
    const tooEarly = token.notBefore !== undefined && now < new Date(token.notBefore);
    return !tooEarly && statusOf(token, now) === "active";
}

/** Tells whether a token may do what needs a permission. */
export function mayUse(token: Token, needed: Permission): boolean {
    return token.permissions.some((held) => held === needed || held === needed.replace(/Read$/, "Write"));
}

/** Tells whether a token may touch a zone at all. */
export function mayTouch(token: Token, zoneName: string): boolean {
    return token.zones === undefined || token.zones.includes(zoneName);
}

const badHeaders: ApiMessage = { code: 6003, message: "Invalid request headers" };
const badAuthorization: ApiMessage = { code: 6111, message: "Invalid format for Authorization header" };
