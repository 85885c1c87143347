import type { ConfigProblem } from "./config-error";
import { entriesOf, itemsOf, type RawConfig } from "./raw-values";
import { parseRouteHost } from "./route-host";
import { problemAt, type Subject } from "./subject";
import { parseUrlPath } from "./url-path";

/** Routes of `slipway:domain` that take the same requests as one before them. */
export function routeProblems(subject: Subject, raw: RawConfig): readonly ConfigProblem[] {
    const seen = new Map<string, number>();
    const domain = Object.fromEntries(entriesOf(raw.domain));
    return itemsOf(domain.routes).flatMap((route, index) => {
        const requests = requestsOf(Object.fromEntries(entriesOf(route)));
        const first = requests === undefined ? undefined : seen.get(requests);
        if (requests !== undefined && first === undefined) seen.set(requests, index);
        if (first === undefined) return [];
        return problemAt(subject, ["domain", "routes", index], {
            found: `the same host and path as slipway:domain.routes[${first}]`,
            expected: "each host and path once",
            mend: "remove one of the two, or give it another path",
        });
    });
}

/** Host and path as the proxy compares them; `undefined` when one of them cannot be read. */
function requestsOf({ host = "", path = "/" }: Record<string, unknown>): string | undefined {
    if (typeof host !== "string" || typeof path !== "string") return undefined;
    const prefix = parseUrlPath(path);
    const name = host === "" ? "" : parseRouteHost(host);
    return prefix === undefined || name === undefined ? undefined : `${name} ${prefix}`;
}
