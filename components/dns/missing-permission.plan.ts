/** What of a zone needs which permission, as Cloudflare's dashboard calls it; the first that fits counts. */
const permissions: readonly (readonly [RegExp, string])[] = [
    [/\/certificates\b|\/origin_tls_client_auth\b/, "SSL and Certificates:Edit"],
    [/\/zones\/[0-9a-f]{32}\/settings\b/, "Zone Settings:Edit"],
    [/\/zones\/[0-9a-f]{32}\/(?:dns_records|dnssec)\b/, "DNS:Edit"],
    [/\/zones\b/, "Zone:Read"],
];

/**
 * The permission that `cloudflare:apiToken` lacks, such as `DNS:Edit`, by the provider's words for what failed; undefined
 * where that is not why.
 */
export function missingPermission(reason: string): string | undefined {
    const isRefused = /\b403\b/.test(reason) && /"code": ?10000\b|requires permission/.test(reason);
    return isRefused ? permissions.find(([place]) => place.test(reason))?.[1] : undefined;
}

/** What to do about a permission that `cloudflare:apiToken` lacks. */
export function permissionMend(permission: string): string {
    return `give it ${permission} for the zone at Cloudflare (My Profile > API Tokens), or set another one (pulumi config set --secret cloudflare:apiToken), and repeat`;
}
