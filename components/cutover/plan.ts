import type { Limits } from "../judge/limits";
import type { Front } from "../route/route.render";
import type { Way } from "../route/traffic";

/** A way, and the generation that takes its requests. */
export interface RoutedWay extends Way {
    /** Name by which the generation's tasks are found in the network. */
    readonly alias: string;
    /** Path that says that the service is well. */
    readonly health?: string;
}

/** Who takes which requests; what a cut-over begins and ends with. */
export interface Routing {
    readonly routes: readonly RoutedWay[];
    /** Names in the network of generations that have no requests and stay. */
    readonly standby: readonly string[];
}

/** How requests move from one generation to the next; plain data, so that it fits into a variable of an environment. */
export interface CutOverPlan {
    /** Prefix of every name on the engine. */
    readonly stack: string;
    readonly proxies: readonly ProxyAddress[];
    /** Services whose candidates take over step by step; the others do at once, with the last step. */
    readonly canaries: readonly string[];
    /** In rising order; the last leads all requests over. */
    readonly steps: readonly CutOverStep[];
    readonly limits: Limits;
    /** What becomes of a release of which too little was seen to judge it. */
    readonly inconclusive: "abort" | "promote";
    /** Seconds that the proxies may take to follow new routes, and candidates to answer. */
    readonly timeout: number;
}

/** A proxy, and how it is reached. */
export interface ProxyAddress extends Front {
    /** Name for people. */
    readonly name: string;
    readonly kind: "edge" | "gateway";
    /** Words that run a script, which is the word after them, on the host that it runs on. */
    readonly shell: readonly string[];
    /** Name of its service on the engine. */
    readonly service: string;
    /** Folder on the host with its routes. */
    readonly folder: string;
    /** Port of its admin entry point, on its own loopback. */
    readonly admin: number;
    /** Port of its candidates' entry point, on its own loopback. */
    readonly candidate: number;
}

/** A share of the requests, for a time. */
export interface CutOverStep {
    /** Percent of the requests that go to the candidates. */
    readonly weight: number;
    /** Seconds for which the candidates are watched then; 0: they are not. */
    readonly seconds: number;
}
