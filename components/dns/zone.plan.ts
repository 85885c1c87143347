import { missingPermission, permissionMend } from "./missing-permission.plan";

/** What Cloudflare tells of a zone, as far as it matters here. */
export interface ZoneAnswer {
    readonly name: string;
    /** `active` once Cloudflare has seen its name servers at the registrar. */
    readonly status: string;
    /** `full` when Cloudflare answers for the zone, `partial` when another provider does. */
    readonly type: string;
    /** Cloudflare answers for it and passes no request on. */
    readonly paused: boolean;
    /** Name servers of the zone at Cloudflare. */
    readonly nameServers: readonly string[];
}

/**
 * Why a zone cannot be used as it is.
 *
 * @param proxied requests shall go through Cloudflare
 * @returns a line for each reason, none when it can
 */
export function zoneProblems(zone: ZoneAnswer, proxied: boolean): readonly string[] {
    const at = `slipway:domain.zone: ${zone.name}`;
    const servers = zone.nameServers.join(" and ");
    if (zone.type !== "full") {
        return [
            `${at} is a ${zone.type} zone, whose records lie with another provider: change it to a full zone at Cloudflare (DNS > Settings), or choose a full one`,
        ];
    }
    if (zone.status === "pending" || zone.status === "initializing") {
        return [
            `${at} is not delegated to Cloudflare yet (its status is ${zone.status}): at the domain's registrar, replace its name servers by ${servers} and turn DNSSEC off there; then wait until Cloudflare calls it active, and repeat`,
        ];
    }
    if (zone.status !== "active") {
        return [
            `${at} is not delegated to Cloudflare any more (its status is ${zone.status}): set its name servers to ${servers} at the domain's registrar again, or choose another zone`,
        ];
    }
    if (zone.paused && proxied) {
        return [
            `${at} is paused, so Cloudflare proxies nothing: resume it at Cloudflare (Overview > Enable Cloudflare on Site), or set slipway:domain.proxied: false`,
        ];
    }
    return [];
}

/** Why Cloudflare could not be asked about a zone, and the mend, by the provider's words for it. */
export function lookUpProblem(zone: string, reason: string): string {
    const at = `slipway:domain.zone: ${zone}`;
    if (/\b0 found\b/.test(reason)) {
        return `${at} is not among the zones that cloudflare:apiToken may see: add the domain to the Cloudflare account, correct its name, or give the token Zone:Read for it`;
    }
    const missing = missingPermission(reason);
    if (missing !== undefined) {
        return `${at} could not be looked up, because cloudflare:apiToken lacks ${missing}: ${permissionMend(missing)}; Cloudflare said: ${said(reason)}`;
    }
    if (/\b(?:401|403)\b|authenticat|authoriz|invalid (?:access |api )?(?:token|request headers)/i.test(reason)) {
        return `${at} could not be looked up, because Cloudflare refuses cloudflare:apiToken: set one that is valid and has Zone:Read, DNS:Edit, Zone Settings:Edit and SSL and Certificates:Edit for the zone (pulumi config set --secret cloudflare:apiToken); Cloudflare said: ${said(reason)}`;
    }
    if (/\b429\b|rate limit/i.test(reason)) {
        return `${at} could not be looked up, because Cloudflare has had too many requests of this account: wait five minutes, and repeat`;
    }
    return `${at} could not be looked up: ${said(reason)}; see that api.cloudflare.com can be reached from here and is up (cloudflarestatus.com), then repeat`;
}

/** Without what the engine and the provider say of themselves. */
function said(reason: string): string {
    const last = reason.trim().split("\n").at(-1) ?? "";
    return last.replace(/^.*\breturned an error: /, "").trim();
}
