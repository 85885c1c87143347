/** Requests that belong together, and the service that they are for. */
export interface Way {
    /** Host name; any when left out. */
    readonly host?: string;
    /** Prefix of the path; `/` is all. */
    readonly path: string;
    /** Plain name of the service. */
    readonly service: string;
    readonly port: number;
}

/** A way, and who takes its requests: one generation, or two while the one takes over from the other. */
export interface RouteTarget extends Way {
    readonly backends: readonly Backend[];
}

/** Tasks that get a share of the requests. */
export interface Backend {
    /** Name by which they are found in the network. */
    readonly alias: string;
    /** Share of the requests, in percent. */
    readonly weight: number;
    /** Where they take them, when that is another port than the way's. */
    readonly port?: number;
}

/** The routes as a proxy shall follow them. */
export interface Traffic {
    readonly targets: readonly RouteTarget[];
    /** Generations that only the proxy's own loopback reaches, by service: what is not released yet. */
    readonly candidates: Readonly<Record<string, string>>;
}
