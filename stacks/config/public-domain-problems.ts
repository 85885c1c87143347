import type { ConfigProblem } from "./config-error";
import { encryptCommand, isEncrypted } from "./encryption";
import { foundText } from "./found-text";
import type { KeyPath } from "./key-path";
import { isPlaceholder } from "./placeholder";
import { entriesOf, itemsOf, type RawConfig } from "./raw-values";
import { isWildcard, parseRouteHost } from "./route-host";
import { problemAt, type Subject } from "./subject";
import { liesInZone, parseZone } from "./zone";

/** What of `slipway:domain` lacks or contradicts `slipway:servers`, whose routes are reached by public names. */
export function publicDomainProblems(subject: Subject, raw: RawConfig): readonly ConfigProblem[] {
    const domain = Object.fromEntries(entriesOf(raw.domain));
    const found = raw.servers === undefined ? withoutServers(domain) : withServers(domain, subject);
    return found.map(([path, reason]) => problemAt(subject, ["domain", ...path], reason));
}

type Domain = Readonly<Record<string, unknown>>;

type Found = readonly [path: KeyPath, reason: Pick<ConfigProblem, "found" | "expected" | "mend">];

/** They would have no effect, and somebody would think they had. */
function withoutServers(domain: Domain): readonly Found[] {
    return ["zone", "proxied", "acme", "dnssec", "caa"]
        .filter((key) => domain[key] !== undefined)
        .map((key) => [
            [key],
            {
                found: `${key} without slipway:servers`,
                expected: "public names for servers alone",
                mend: "add slipway:servers, or remove it",
            },
        ]);
}

function withServers(domain: Domain, subject: Subject): readonly Found[] {
    const routes = itemsOf(domain.routes).map((route) => Object.fromEntries(entriesOf(route)));
    return [
        ...portProblems(domain),
        ...(routes.length > 0 ? zoneProblems(domain) : []),
        ...certificateProblems(domain, routes.length > 0),
        ...(domain.proxied === false ? dnsTokenProblems(domain, routes, subject) : []),
        ...routes.flatMap(({ host }, index) => hostProblems(host, index, domain.zone)),
    ];
}

function portProblems({ port }: Domain): readonly Found[] {
    if (port === undefined) return [];
    const expected = "no port, because servers take requests on 80 and 443";
    return [[["port"], { found: foundText(port, false), expected, mend: "remove it" }]];
}

function zoneProblems({ zone }: Domain): readonly Found[] {
    if (zone !== undefined) return [];
    const expected = "the zone at Cloudflare that the hosts of the routes lie in";
    return [[["zone"], { found: "nothing", expected, mend: "write for example zone: example.com" }]];
}

function certificateProblems({ proxied, acme }: Domain, hasRoutes: boolean): readonly Found[] {
    if (proxied === false && acme === undefined && hasRoutes) {
        const expected = "a map with email and directory, because without proxied the servers need certificates";
        return [[["acme"], { found: "nothing", expected, mend: "write for example acme: { email: ops@example.com }" }]];
    }
    if (proxied !== false && acme !== undefined) {
        const expected = "no acme, because behind Cloudflare's proxy the servers have its certificate";
        return [[["acme"], { found: "acme with proxied", expected, mend: "remove it, or write proxied: false" }]];
    }
    return [];
}

/** Only a record in the zone proves whose a wildcard is. */
function dnsTokenProblems({ acme }: Domain, routes: readonly Domain[], subject: Subject): readonly Found[] {
    if (acme === undefined) return [];
    const { dnsToken } = Object.fromEntries(entriesOf(acme));
    const key = ["acme", "dnsToken"];
    const path = ["domain", ...key];
    const mend = `run ${encryptCommand(subject, path)}`;
    const wildcard = routes.find(({ host }) => typeof host === "string" && isWildcard(host))?.host;
    if (dnsToken === undefined) {
        const expected = `a token of Cloudflare's API, encrypted, because the certificate of ${String(wildcard)} takes records in the zone`;
        return wildcard === undefined ? [] : [[key, { found: "nothing", expected, mend }]];
    }
    if (!isEncrypted(subject, path)) {
        return [[key, { found: "a secret in plain text", expected: "an encrypted value", mend }]];
    }
    if (typeof dnsToken === "string" && isPlaceholder(dnsToken)) {
        return [[key, { found: "a placeholder", expected: "the real token", mend }]];
    }
    if (wildcard === undefined) {
        const expected = "no token, because no host is a wildcard";
        return [[key, { found: "a token without a use", expected, mend: "remove it: it would lie on the servers" }]];
    }
    return [];
}

function hostProblems(written: unknown, index: number, zone: unknown): readonly Found[] {
    const path = ["routes", index, "host"];
    const zoneName = typeof zone === "string" ? parseZone(zone) : undefined;
    const example = zoneName ?? "example.com";
    if (written === undefined) {
        const expected = `a host in the zone${zoneName === undefined ? "" : ` ${zoneName}`}, because servers are reached by names`;
        return [[path, { found: "nothing", expected, mend: `write for example host: app.${example}` }]];
    }
    const host = typeof written === "string" ? parseRouteHost(written) : undefined;
    if (host === undefined || zoneName === undefined || liesInZone(host, zoneName)) return [];
    const mend = `write a host such as app.${zoneName}, or correct slipway:domain.zone`;
    return [[path, { found: foundText(written, false), expected: `${zoneName} itself or a host below it`, mend }]];
}
