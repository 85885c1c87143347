import type { RouteTarget, Traffic } from "../route/traffic";
import type { CutOverPlan, RoutedWay } from "./plan";

/** A service whose requests go from one generation to the next. */
export interface Move {
    readonly service: string;
    /** Alias of the generation that has them. */
    readonly from: string;
    /** Alias of the candidate. */
    readonly to: string;
    /** Ports on which it gets them. */
    readonly ports: readonly number[];
    /** The port of the generation before for each of these, where it is another. */
    readonly formerPorts?: Readonly<Record<number, number>>;
}

/** Which services change hands; one that had no requests before just gets them. */
export function movesOf(before: readonly RoutedWay[], after: readonly RoutedWay[]): readonly Move[] {
    const had = new Map(before.map(({ service, alias }) => [service, alias]));
    const gets = new Map(after.map(({ service, alias }) => [service, alias]));
    return [...gets].flatMap(([service, to]) => {
        const from = had.get(service);
        if (from === undefined || from === to) return [];
        const own = after.filter((way) => way.service === service);
        const formerPorts = Object.fromEntries(
            own.flatMap((way) => {
                const former = before.filter((each) => isSameWay(each, way)).map(({ port }) => port);
                return former[0] === undefined || former.includes(way.port) ? [] : [[way.port, former[0]]];
            }),
        );
        const other = Object.keys(formerPorts).length > 0 ? { formerPorts } : {};
        return [{ service, from, to, ports: [...new Set(own.map(({ port }) => port))], ...other }];
    });
}

function isSameWay(a: RoutedWay, b: RoutedWay): boolean {
    return a.service === b.service && a.host === b.host && a.path === b.path;
}

/** The routes once nothing moves. */
export function settled(ways: readonly RoutedWay[]): Traffic {
    return { targets: ways.map((way) => target(way, [{ alias: way.alias, weight: 100 }])), candidates: {} };
}

/**
 * The routes on the way.
 *
 * @param weight percent of the requests that canaries get; other candidates get theirs at 100
 */
export function shared(
    ways: readonly RoutedWay[],
    moves: readonly Move[],
    weight: number,
    { canaries }: Pick<CutOverPlan, "canaries">,
): Traffic {
    const targets = ways.map((way) => {
        const move = moves.find(({ service }) => service === way.service);
        if (move === undefined) return target(way, [{ alias: way.alias, weight: 100 }]);
        const former = move.formerPorts?.[way.port];
        const share = canaries.includes(way.service) || weight === 100 ? weight : 0;
        return target(way, [
            { alias: move.from, weight: 100 - share, ...(former === undefined ? {} : { port: former }) },
            { alias: move.to, weight: share },
        ]);
    });
    return { targets, candidates: Object.fromEntries(moves.map(({ service, to }) => [service, to])) };
}

function target({ host, path, service, port }: RoutedWay, backends: RouteTarget["backends"]): RouteTarget {
    return { ...(host === undefined ? {} : { host }), path, service, port, backends };
}
