import { stringify } from "yaml";
import { routesDigest } from "./routes-digest";

/** What leads to a service, from outside and inside. */
export interface RouteTarget {
    /** Host name; any when left out. */
    readonly host?: string;
    /** Prefix of the path; `/` is all. */
    readonly path: string;
    /** Plain name of the service. */
    readonly service: string;
    /** Name by which the tasks that serve now are found in the network. */
    readonly alias: string;
    readonly port: number;
}

/** Folders of the proxies' routes, below the host's folder. */
export function routeFolders(stack: string): { readonly edge: string; readonly gateway: string } {
    return { edge: `${stack}/edge`, gateway: `${stack}/gateway` };
}

/** Name of the file with the routes in such a folder. */
export const routesFile = "routes.yaml";

/** Name of the entry point for the outside. */
export const webEntryPoint = "web";

/** Name of the entry point that answers to a routed service's own port inside the network. */
export function innerEntryPoint(port: number): string {
    return `inner-${port}`;
}

/**
 * The edge's routes: a route with a host goes before one without, and then the longer path before the shorter. The first
 * line tells which routes they are to whoever waits for them.
 */
export function renderEdgeRoutes(targets: readonly RouteTarget[]): string {
    const rules = render("", targets, (target) => ({
        entryPoints: [webEntryPoint],
        rule: edgeRule(target),
        // Traefik by itself goes by the length of the rule, host and path taken together.
        priority: target.path.length + (target.host === undefined ? 0 : 10_000),
    }));
    return `# routes ${routesDigest(targets)}\n${rules}`;
}

/** A path means itself and what lies below it: `/api` is `/api/v1`, and not `/apix`. */
function edgeRule({ host, path }: RouteTarget): string {
    const paths = path === "/" ? "PathPrefix(`/`)" : `(Path(\`${path}\`) || PathPrefix(\`${path}/\`))`;
    return host === undefined ? paths : `Host(\`${host}\`) && ${paths}`;
}

/**
 * The gateway's routes: inside the network, the plain name of a routed service.
 *
 * @param order `first`: they only count until the real ones are there
 */
export function renderGatewayRoutes(targets: readonly RouteTarget[], order?: "first"): string {
    const once = [...new Map(targets.map((target) => [`${target.service}:${target.port}`, target])).values()];
    const sole = (port: number) => once.filter((target) => target.port === port).length === 1;
    return render(order === "first" ? "-first" : "", once, (target) => ({
        entryPoints: [innerEntryPoint(target.port)],
        // Where a port is one service's own, it is meant whatever name the caller uses.
        rule: sole(target.port) ? "PathPrefix(`/`)" : `Host(\`${target.service}\`)`,
        ...(order === "first" ? { priority: 1 } : {}),
    }));
}

interface Rule {
    readonly entryPoints: readonly string[];
    readonly rule: string;
    readonly priority?: number;
}

/** @param mark ends every name: two files of one proxy may not share any, and those without one end in digits or a word. */
function render(mark: string, targets: readonly RouteTarget[], ruleOf: (target: RouteTarget) => Rule): string {
    const upstream = (target: RouteTarget) => `${target.service}-${target.port}${mark}`;
    const candidate = (target: RouteTarget) => `${target.alias}-${target.port}${mark}`;
    const middlewares = [`retry${mark}`];
    const serversTransport = `fresh${mark}`;
    const file = {
        http: {
            routers: Object.fromEntries(
                targets.map((target, index) => [
                    `${target.service}-${target.port}-${index}${mark}`,
                    { ...ruleOf(target), service: upstream(target), middlewares },
                ]),
            ),
            services: Object.fromEntries(
                targets.flatMap((target): [string, object][] => [
                    [upstream(target), { weighted: { services: [{ name: candidate(target), weight: 1 }] } }],
                    [
                        candidate(target),
                        {
                            loadBalancer: {
                                serversTransport,
                                servers: [{ url: `http://${target.alias}:${target.port}` }],
                            },
                        },
                    ],
                ]),
            ),
            middlewares: { [`retry${mark}`]: { retry: { attempts: 4, initialInterval: "100ms" } } },
            // A connection of its own for each request asks the engine's DNS each time, which names the tasks that are
            // healthy now, all in turn: no request goes to a task that stops, and no kept connection is cut.
            serversTransports: {
                [serversTransport]: { maxIdleConnsPerHost: -1, forwardingTimeouts: { dialTimeout: "5s" } },
            },
        },
    };
    return stringify(file, { aliasDuplicateObjects: false });
}
