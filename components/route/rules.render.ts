import { createHash } from "node:crypto";
import { stringify } from "yaml";
import { adminEntryPoint, candidateEntryPoint, secureEntryPoint } from "./entry-points";
import { hstsSeconds } from "./hsts";
import type { RouteTarget } from "./traffic";

/** Which requests of an entry point go where. */
export interface Rule {
    readonly target: RouteTarget;
    readonly entryPoint: string;
    readonly rule: string;
    readonly priority?: number;
}

/**
 * The file that Traefik reads.
 *
 * @param others routers beside them, by name
 * @param mark ends every name: two files of one proxy may not share any, and those without one end in digits or a word
 */
export function renderRules(
    mark: string,
    rules: readonly Rule[],
    others: Readonly<Record<string, object>> = {},
): string {
    const retry = `retry${mark}`;
    const serversTransport = `fresh${mark}`;
    const hsts = `hsts${mark}`;
    const isSecure = rules.some(({ entryPoint }) => entryPoint === secureEntryPoint);
    const upstream = ({ target, entryPoint }: Rule) => {
        const own = entryPoint === candidateEntryPoint ? "-candidate" : "";
        return `${target.service}-${target.port}${own}${mark}`;
    };
    const http = {
        routers: {
            ...others,
            ...Object.fromEntries(
                rules.map(({ target, entryPoint, ...rule }, index) => [
                    `${target.service}-${target.port}-${index}${mark}`,
                    {
                        entryPoints: [entryPoint],
                        ...rule,
                        service: upstream({ target, entryPoint, ...rule }),
                        ...(entryPoint === secureEntryPoint
                            ? { middlewares: [hsts, retry], tls: {} }
                            : { middlewares: [retry] }),
                    },
                ]),
            ),
        },
        services: Object.fromEntries(
            rules.flatMap((rule): [string, object][] => [
                [
                    upstream(rule),
                    {
                        weighted: {
                            services: rule.target.backends.map(({ alias, weight, port = rule.target.port }) => ({
                                name: generationName(alias, port, mark),
                                weight,
                            })),
                        },
                    },
                ],
                ...rule.target.backends.map(({ alias, port = rule.target.port }): [string, object] => [
                    generationName(alias, port, mark),
                    { loadBalancer: { serversTransport, servers: [{ url: `http://${alias}:${port}` }] } },
                ]),
            ]),
        ),
        middlewares: {
            [retry]: { retry: { attempts: 4, initialInterval: "100ms" } },
            ...(isSecure ? { [hsts]: { headers: { stsSeconds: hstsSeconds } } } : {}),
        },
        // A connection of its own for each request asks the engine's DNS each time, which names the tasks that are
        // healthy now, all in turn: no request goes to a task that stops, and no kept connection is cut.
        serversTransports: {
            [serversTransport]: { maxIdleConnsPerHost: -1, forwardingTimeouts: { dialTimeout: "5s" } },
        },
    };
    const routes = stringify({ http }, { aliasDuplicateObjects: false });
    // Who asks the proxy for the path of these routes knows by the answer that it follows them.
    const applied = {
        [`applied${mark}`]: {
            entryPoints: [adminEntryPoint],
            rule: `Path(\`${appliedFolder}${createHash("sha256").update(routes).digest("hex").slice(0, 16)}\`)`,
            service: "ping@internal",
        },
    };
    return stringify({ http: { ...http, routers: { ...http.routers, ...applied } } }, { aliasDuplicateObjects: false });
}

const appliedFolder = "/applied/";

/** Path on the admin entry point at which a proxy answers 200 once it follows the routes of this file. */
export function appliedPath(file: string): string {
    return new RegExp(`${appliedFolder}[0-9a-f]{16}`).exec(file)?.[0] ?? "";
}

/** The name under which the proxy counts the requests that a generation gets on a port. */
export function countedName(alias: string, port: number): string {
    return `${generationName(alias, port)}@file`;
}

/** A share of its own for each generation, because Traefik counts requests by the name of what answers them. */
function generationName(alias: string, port: number, mark = ""): string {
    return `${alias}-${port}${mark}`;
}
