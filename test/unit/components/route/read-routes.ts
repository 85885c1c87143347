import { parse } from "yaml";

/** What a proxy reads, as far as tests look at it. */
export interface Routes {
    readonly routers: Readonly<Record<string, Router>>;
    readonly services: Readonly<Record<string, Upstream>>;
    readonly middlewares: Readonly<Record<string, unknown>>;
    readonly serversTransports: Readonly<Record<string, unknown>>;
}

/** Which requests go to which service. */
export interface Router {
    readonly entryPoints: readonly string[];
    readonly rule: string;
    readonly service: string;
    readonly middlewares?: readonly string[];
    readonly tls?: object;
    readonly priority?: number;
}

/** Shares of other services, or addresses. */
export interface Upstream {
    readonly weighted?: { readonly services: readonly { readonly name: string; readonly weight: number }[] };
    readonly loadBalancer?: {
        readonly serversTransport: string;
        readonly servers: readonly { readonly url: string }[];
    };
}

/** The routes of a proxy's file. */
export function readRoutes(file: string): Routes {
    return (parse(file) as { readonly http: Routes }).http;
}
