import type { CutOverPlan, RoutedWay } from "../../../../components/cutover/plan";

/** A way of the tests: `web` at `/`, all others at a path of their name. */
export function way(service: string, suffix: string, more: Partial<RoutedWay> = {}): RoutedWay {
    const path = service === "web" ? "/" : `/${service}`;
    return { path, service, port: service === "web" ? 3000 : 8000, alias: `${service}-${suffix}`, ...more };
}

/** A plan by which candidates take over at once, and what a test says otherwise. */
export function planOf(changes: Partial<CutOverPlan> = {}): CutOverPlan {
    return {
        stack: "slipway-test",
        proxies: [],
        canaries: [],
        steps: [{ weight: 100, seconds: 0 }],
        limits: { requests: 50 },
        inconclusive: "abort",
        timeout: 5,
        ...changes,
    };
}
