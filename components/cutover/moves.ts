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
}

/** Which services change hands; one that had no requests before just gets them. */
export function movesOf(before: readonly RoutedWay[], after: readonly RoutedWay[]): readonly Move[] {
    const had = new Map(before.map(({ service, alias }) => [service, alias]));
    const gets = new Map(after.map(({ service, alias }) => [service, alias]));
    return [...gets].flatMap(([service, to]) => {
        const from = had.get(service);
        if (from === undefined || from === to) return [];
        const ports = after.filter((way) => way.service === service).map(({ port }) => port);
        return [{ service, from, to, ports: [...new Set(ports)] }];
    });
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
        const share = canaries.includes(way.service) || weight === 100 ? weight : 0;
        return target(way, [
            { alias: move.from, weight: 100 - share },
            { alias: move.to, weight: share },
        ]);
    });
    return { targets, candidates: Object.fromEntries(moves.map(({ service, to }) => [service, to])) };
}

function target({ host, path, service, port }: RoutedWay, backends: RouteTarget["backends"]): RouteTarget {
    return { ...(host === undefined ? {} : { host }), path, service, port, backends };
}
