/** A route as far as a request from outside sees it. */
export interface AnsweringRoute {
    /** Name in the request's `Host` header, with `*.` in front for every name of one label more; any when left out. */
    readonly host?: string;
    /** Prefix of the paths that it takes. */
    readonly path: string;
    /** Path that says that the service is well. */
    readonly health?: string;
}

/** The name that a route is asked under; one of many where it takes many. */
export function askedHost({ host = "localhost" }: Pick<AnsweringRoute, "host">): string {
    return host.replace(/^\*\./, "slipway.");
}

/** The path that a route is asked at. */
export function askedPath({ health, path }: AnsweringRoute): string {
    return health ?? path;
}

/**
 * Whether an answer with this status says that the route leads somewhere: 2xx or 3xx, and at a path that is not a health
 * check anything but 404 and faults of the server. A proxy that does not know the route yet answers 404.
 */
export function answersWell({ health }: AnsweringRoute, status: number): boolean {
    return status >= 200 && (status < 400 || (health === undefined && status < 500 && status !== 404));
}
