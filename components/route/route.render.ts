import { anyGeneration } from "../compose/render/any-generation";
import {
    candidateEntryPoint,
    healthEntryPoint,
    innerEntryPoint,
    readyPath,
    secureEntryPoint,
    webEntryPoint,
} from "./entry-points";
import { routesDigest } from "./routes-digest";
import { type Rule, renderRules } from "./rules.render";
import type { Backend, RouteTarget, Traffic, Way } from "./traffic";

/** Folders of the proxies' routes, below the host's folder. */
export function routeFolders(stack: string): { readonly edge: string; readonly gateway: string } {
    return { edge: `${stack}/edge`, gateway: `${stack}/gateway` };
}

/** Name of the file with the routes in such a folder. */
export const routesFile = "traffic.yaml";

/**
 * The edge's routes: a route with a host goes before one for many, that before one without, and then the longer path
 * before the shorter. The first line tells which routes they are to whoever waits for them, the second who serves.
 */
export function renderEdgeRoutes(
    { targets, candidates }: Traffic,
    { secure = false, balanced = false }: Front = {},
): string {
    const entryPoint = secure ? secureEntryPoint : webEntryPoint;
    const ruleOf = (target: Way) => ({
        rule: edgeRule(target),
        // Traefik by itself goes by the length of the rule, host and path taken together.
        priority: target.path.length + hostPriority(target.host),
    });
    const unreleased = targets.flatMap((target) => {
        const alias = candidates[target.service] ?? target.backends[0]?.alias ?? "";
        return Object.keys(candidates).length === 0 && !secure
            ? []
            : [{ ...target, backends: [{ alias, weight: 100 }] }];
    });
    const rules = renderRules(
        "",
        [
            ...targets.map((target) => ({ target, entryPoint, ...ruleOf(target) })),
            ...unreleased.map((target) => ({ target, entryPoint: candidateEntryPoint, ...ruleOf(target) })),
        ],
        balanced ? { ready } : {},
    );
    const most = (backends: readonly Backend[]) => backends.reduce((a, b) => (b.weight > a.weight ? b : a)).alias;
    const serving = [...new Set(targets.map(({ backends }) => most(backends)))].join(" ");
    return `# routes ${routesDigest(targets)}\n${servingMark}${serving}\n${rules}`;
}

/** How requests come to the edge. */
export interface Front {
    /**
     * Over TLS only; candidates answer without, as nobody else reaches them. Where there are none, what serves is reached
     * there, as it is over TLS only by those who are let in.
     */
    readonly secure?: boolean;
    /** By a load balancer, which asks whether the edge is ready: it is not before it has routes. */
    readonly balanced?: boolean;
}

const ready = { entryPoints: [healthEntryPoint], rule: `Path(\`${readyPath}\`)`, service: "ping@internal" };

/** What the edge's second line begins with; the names of the generations with most of the requests follow. */
const servingMark = "# serving ";

/** Names in the network of the generations that get most of the requests, by the edge's file. */
export function servingIn(file: string): readonly string[] {
    const line = file.split("\n").find((each) => each.startsWith(servingMark)) ?? "";
    return line.slice(servingMark.length).split(" ");
}

/** A path means itself and what lies below it: `/api` is `/api/v1`, and not `/apix`. */
function edgeRule({ host, path }: Way): string {
    const paths = path === "/" ? "PathPrefix(`/`)" : `(Path(\`${path}\`) || PathPrefix(\`${path}/\`))`;
    return host === undefined ? paths : `${hostRule(host)} && ${paths}`;
}

/** `*.` is every name of one label more. */
function hostRule(host: string): string {
    if (!host.startsWith("*.")) return `Host(\`${host}\`)`;
    return `HostRegexp(\`^[^.]+${host.slice(1).replaceAll(".", "\\.")}$\`)`;
}

/** A path is shorter than what lies between. */
function hostPriority(host: string | undefined): number {
    if (host === undefined) return 0;
    return host.startsWith("*.") ? 5000 : 10_000;
}

/** The gateway's routes: inside the network, the plain name of a routed service. */
export function renderGatewayRoutes({ targets }: Pick<Traffic, "targets">): string {
    return renderRules("", innerRules(targets));
}

/** The gateway's routes until the real ones are there: these only count as long as no other does. */
export function renderFirstGatewayRoutes(ways: readonly Way[]): string {
    const targets = ways.map((way) => ({ ...way, backends: [{ alias: anyGeneration(way.service), weight: 100 }] }));
    return renderRules(
        "-first",
        innerRules(targets).map((rule) => ({ ...rule, priority: 1 })),
    );
}

function innerRules(targets: readonly RouteTarget[]): readonly Rule[] {
    const once = [...new Map(targets.map((target) => [`${target.service}:${target.port}`, target])).values()];
    const sole = (port: number) => once.filter((target) => target.port === port).length === 1;
    return once.map((target) => ({
        target,
        entryPoint: innerEntryPoint(target.port),
        // Where a port is one service's own, it is meant whatever name the caller uses.
        rule: sole(target.port) ? "PathPrefix(`/`)" : `Host(\`${target.service}\`)`,
    }));
}
