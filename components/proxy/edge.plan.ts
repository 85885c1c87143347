import type { PortModel } from "../compose/model";
import { healthEntryPoint, secureEntryPoint, webEntryPoint } from "../route/entry-points";
import type { EntryPoint } from "./reverse-proxy.plan";

/** How an edge takes requests over TLS, as far as no certificate is concerned. */
export interface TlsPlan {
    /** Port of the host for https. A change restarts the edge: requests fail for some seconds. */
    readonly port: number;
    /**
     * Ranges, as CIDRs, of proxies before the edge whose `X-Forwarded-For` is believed, such as Cloudflare's; none when
     * clients come by themselves. A change restarts the edge.
     */
    readonly forwarders: readonly string[];
    /** The load balancer before the edges, when there is one. */
    readonly balancer?: Balancer;
    /** What has the certificates, where they come and go while the edge runs. A change restarts the edge. */
    readonly source?: CertificateSource;
}

/** A service that has certificates for edges, and answers the authority that signs them. */
export interface CertificateSource {
    /** URL of what answers below `/.well-known/acme-challenge/`: the authority asks at port 80 of each host (HTTP-01). */
    readonly challenges: string;
    /** URL of Traefik's dynamic configuration with the certificates and their keys in it. */
    readonly certificates: string;
    /** Name of the network in which it is found. */
    readonly network: string;
}

/** A load balancer that hands on connections as they are, and tells whose they are by the PROXY protocol. */
export interface Balancer {
    /** Ranges, as CIDRs, from which it speaks: nobody else may say who a client is. A change restarts the edge. */
    readonly ranges: readonly string[];
    /** Port of the host at which it asks whether the edge is ready. */
    readonly healthPort: number;
    /** Seconds in which it learns that an edge is about to stop; the edge takes requests until then. */
    readonly notice: number;
}

/** Ports inside the edge's container. */
const inner = { web: 8080, secure: 8443, health: 8081 };

/** Where the edge takes requests: without TLS, at one place. */
export function edgeEntryPoints(tls?: TlsPlan): readonly EntryPoint[] {
    const web = { name: webEntryPoint, port: inner.web };
    if (tls === undefined) return [web];
    const { port, forwarders, balancer, source } = tls;
    const behind = balancer === undefined ? {} : { balancers: balancer.ranges };
    return [
        { ...web, redirect: port, ...(source === undefined ? {} : { redirectsRest: true }), ...behind },
        { name: secureEntryPoint, port: inner.secure, forwarders, ...behind },
        ...(balancer === undefined ? [] : [{ name: healthEntryPoint, port: inner.health, quiet: true, ...behind }]),
    ];
}

/** Ports of the host that lead there. */
export function edgePorts(port: number, tls?: TlsPlan): readonly PortModel[] {
    const { balancer } = tls ?? {};
    const published = (target: number, at: number): PortModel => ({ target, published: at, protocol: "tcp" });
    return [
        published(inner.web, port),
        ...(tls === undefined ? [] : [published(inner.secure, tls.port)]),
        ...(balancer === undefined ? [] : [published(inner.health, balancer.healthPort)]),
    ];
}
