import type { PortModel, ServiceModel } from "../compose/model";
import { latencyBuckets } from "../judge/latency-buckets";
import { adminEntryPoint, candidateEntryPoint } from "../route/entry-points";

/** The image of both proxies. */
export const proxyImage = "traefik:v3.7.15";

/** User and group that a proxy runs as: nobody's. */
export const proxyUser = "65534:65534";

/** Where a proxy reads its routes, inside its container. */
export const routesMount = "/routes";

/** A listening port of a proxy. */
export interface EntryPoint {
    readonly name: string;
    readonly port: number;
    /** Port of the host at which https answers, to which each request is sent on for good. */
    readonly redirect?: number;
    /** Only requests are sent on that no router of its own takes. */
    readonly redirectsRest?: boolean;
    /** Ranges, as CIDRs, of load balancers that tell the client's address by the PROXY protocol. */
    readonly balancers?: readonly string[];
    /** Ranges, as CIDRs, of proxies whose word for the client's address is believed, in headers. */
    readonly forwarders?: readonly string[];
    /** What is asked here is neither logged nor counted. */
    readonly quiet?: boolean;
}

/** What one proxy shall be. */
export interface ProxyPlan {
    readonly name: string;
    readonly entryPoints: readonly EntryPoint[];
    /** Ports published on the host. */
    readonly ports: readonly PortModel[];
    /** Names inside each network that lead to the proxy, by the network's name in the compose file. */
    readonly networks: Readonly<Record<string, { readonly aliases: readonly string[] }>>;
    /** Absolute path on the host of the folder with its routes. */
    readonly routes: string;
    /** Seconds in which a proxy that is told to stop still takes requests, until nobody knows its address any more. */
    readonly lameDuck: number;
    /** One on every node of the cluster. */
    readonly everywhere: boolean;
    /** Where it gets certificates while it runs. */
    readonly certificates?: CertificatesPlan;
}

/** How a proxy gets its certificates. */
export interface CertificatesPlan {
    /** URL of Traefik's dynamic configuration with them. */
    readonly url: string;
    /** Path in its container of the certificate by which both sides know each other, and nobody else. */
    readonly certificate: string;
    /** Path of its key. */
    readonly key: string;
}

/** A proxy as a service for the engine: Traefik that reads routes from a folder and needs no access to the engine. */
export function proxyService(plan: ProxyPlan): ServiceModel {
    const { admin, candidate } = loopbackPorts(plan.entryPoints);
    const address = `127.0.0.1:${admin}`;
    return {
        name: plan.name,
        line: 0,
        image: proxyImage,
        entrypoint: ["traefik"],
        command: flags(plan, address, `127.0.0.1:${candidate}`),
        environment: {},
        dependsOn: {},
        oneOff: false,
        healthcheck: {
            test: [
                "CMD",
                "traefik",
                "healthcheck",
                `--ping.entrypoint=${adminEntryPoint}`,
                `--entrypoints.${adminEntryPoint}.address=${address}`,
            ],
            interval: "2s",
            timeout: "3s",
            retries: 5,
            startPeriod: "30s",
            startInterval: "500ms",
        },
        ports: plan.ports,
        mounts: [{ type: "bind", source: plan.routes, target: routesMount, readOnly: true }],
        networks: plan.networks,
        secrets: [],
        configs: [],
        deploy: {
            replicas: 1,
            limits: { memory: 256 * 1024 * 1024 },
            reservations: {},
            restart: { condition: "any" },
            labels: {},
            placement: [],
            updateConfig: {},
        },
        labels: {},
        user: proxyUser,
        readOnly: true,
        init: false,
        stopGracePeriod: `${plan.lameDuck + 30}s`,
        capAdd: [],
        capDrop: ["ALL"],
        extraHosts: [],
        dns: [],
        // Each request opens its own connection to the application (see route.render.ts): the ports of closed ones
        // must be free again soon.
        sysctls: { "net.ipv4.tcp_tw_reuse": "1", "net.ipv4.ip_local_port_range": "1024 65535" },
        ulimits: {},
    };
}

/** Ports that only the container's own loopback reaches: such as no application wants of this proxy. */
export function loopbackPorts(entryPoints: readonly EntryPoint[]): {
    readonly admin: number;
    readonly candidate: number;
} {
    const taken = new Set(entryPoints.map(({ port }) => port));
    const [admin = 0, candidate = 0] = Array.from({ length: taken.size + 2 }, (_, index) => 9000 + index).filter(
        (port) => !taken.has(port),
    );
    return { admin, candidate };
}

function flags(plan: ProxyPlan, admin: string, candidate: string): string[] {
    return [
        "--global.checknewversion=false",
        "--global.sendanonymoususage=false",
        "--log.format=json",
        "--accesslog=true",
        "--accesslog.format=json",
        "--accesslog.fields.queryparameters.defaultmode=drop",
        `--ping.entrypoint=${adminEntryPoint}`,
        `--entrypoints.${adminEntryPoint}.address=${admin}`,
        `--entrypoints.${candidateEntryPoint}.address=${candidate}`,
        "--metrics.prometheus=true",
        `--metrics.prometheus.entrypoint=${adminEntryPoint}`,
        `--metrics.prometheus.buckets=${latencyBuckets.join(",")}`,
        `--providers.file.directory=${routesMount}`,
        "--providers.providersthrottleduration=100ms",
        ...(plan.certificates === undefined ? [] : certificateFlags(plan.certificates)),
        ...plan.entryPoints.flatMap((entryPoint) => entryPointFlags(entryPoint, plan.lameDuck)),
    ];
}

function certificateFlags({ url, certificate, key }: CertificatesPlan): string[] {
    return [
        `--providers.http.endpoint=${url}`,
        "--providers.http.pollinterval=2s",
        `--providers.http.tls.ca=${certificate}`,
        `--providers.http.tls.cert=${certificate}`,
        `--providers.http.tls.key=${key}`,
    ];
}

function entryPointFlags(entryPoint: EntryPoint, lameDuck: number): string[] {
    const { name, port, redirect, redirectsRest = false, balancers = [], forwarders = [], quiet = false } = entryPoint;
    const flag = (rest: string) => `--entrypoints.${name}.${rest}`;
    return [
        flag(`address=:${port}`),
        flag("http.aliasheadersstrategy=delete"),
        // A large upload over a slow line takes minutes.
        flag("transport.respondingtimeouts.readtimeout=10m"),
        flag(`transport.lifecycle.requestacceptgracetimeout=${lameDuck}s`),
        flag("transport.lifecycle.gracetimeout=25s"),
        ...(redirect === undefined ? [] : [flag(`http.redirections.entrypoint.to=:${redirect}`)]),
        ...(redirectsRest ? [flag("http.redirections.entrypoint.priority=1")] : []),
        ...(balancers.length === 0 ? [] : [flag(`proxyprotocol.trustedips=${balancers.join(",")}`)]),
        ...(forwarders.length === 0 ? [] : [flag(`forwardedheaders.trustedips=${forwarders.join(",")}`)]),
        ...(quiet ? [flag("observability.accesslogs=false"), flag("observability.metrics=false")] : []),
    ];
}
