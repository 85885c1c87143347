import type * as pulumi from "@pulumi/pulumi";
import { edgeHealthPort } from "../components/network/firewall.plan";
import type { EdgeTls } from "../components/proxy/edge-secrets";
import type { Servers } from "./servers";

/** The names of an app, before they lead anywhere. */
export interface Domain {
    /** Gives the servers what they need for the names. */
    readonly secure: (servers: Servers) => SecuredDomain;
    /** Seconds for which an address may be known after the names lead elsewhere. */
    readonly ttl: number;
    /** Networks, in CIDR notation, from which requests come. */
    readonly callers: readonly string[];
}

/** The names of an app that its servers can answer to. */
export interface SecuredDomain {
    /** How the edges take requests over TLS. */
    readonly tls: EdgeTls;
    /** Leads the names to an address, once these are there; what it returns is there once the names can be used. */
    readonly lead: (address: pulumi.Input<string>, after: readonly pulumi.Resource[]) => readonly pulumi.Resource[];
}

/**
 * The load balancer that there is with several servers. The edge knows it from the beginning, so that it needs no restart
 * when there are more of them. It speaks from inside the servers' private network, which DigitalOcean takes from this range. */
export const balancer = { ranges: ["10.0.0.0/8"], healthPort: edgeHealthPort, notice: 10 };

/** Seconds for which resolvers keep an address. */
export const recordTtl = 300;
