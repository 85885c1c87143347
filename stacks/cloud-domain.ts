import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import { Dns } from "../components/dns/dns";
import { DnsError } from "../components/dns/dns-error";
import { ownRecords } from "../components/dns/own-records";
import { readZone } from "../components/dns/read-zone";
import { edgeHealthPort } from "../components/network/firewall.plan";
import type { StateResources } from "../components/plan/previous-release";
import type { EdgeTls } from "../components/proxy/edge-secrets";
import { OriginCertificate } from "../components/tls/origin-certificate";
import { OriginPulls } from "../components/tls/origin-pulls";
import { runError } from "./run-error";
import type { ProgramConfig } from "./stack-config";

/** The names of an app, before they lead anywhere. */
export interface Domain {
    readonly tls: EdgeTls;
    /** Seconds for which an address may be known after the names lead elsewhere. */
    readonly ttl: number;
    /** Networks, in CIDR notation, from which requests come. */
    readonly callers: readonly string[];
    /** Leads the names to an address, once these are there. */
    readonly lead: (address: pulumi.Input<string>, after: readonly pulumi.Resource[]) => pulumi.Resource;
}

/**
 * The load balancer that there is with several servers. The edge knows it from the beginning, so that it needs no restart
 * when there are more of them. It speaks from inside the servers' private network, which DigitalOcean takes from this range. */
const balancer = { ranges: ["10.0.0.0/8"], healthPort: edgeHealthPort, notice: 10 };

/** Seconds for which resolvers keep an address. */
const recordTtl = 300;

/** Seconds in which Cloudflare's own servers follow a change. */
const edgeTtl = 30;

/** Logical name of the component with the records. */
const component = "dns";

/**
 * The zone of an app with its certificates; undefined when the app has no routes.
 *
 * @param state what Pulumi has of the stack, which tells its own records from others'
 * @throws pulumi.RunError with everything that stands in the way
 */
export async function openDomain(
    { zone: name, routes, proxied, originPulls, dnssec }: ProgramConfig["domain"],
    state: StateResources,
): Promise<Domain | undefined> {
    const hosts = [...new Set(routes.flatMap(({ host }) => host ?? []))];
    if (name === undefined || hosts.length === 0) return undefined;
    const wanted = { hosts, authorities: [] };
    const [zone, { ipv4Cidrs, ipv6Cidrs }] = await Promise.all([
        readZone({ zone: name, proxied, own: ownRecords(state), component, stack: pulumi.getStack(), ...wanted }),
        cloudflare.getIpRanges({}),
    ]).catch((error: unknown) => {
        if (error instanceof DnsError) throw runError(error.message);
        const said = error instanceof Error ? error.message : String(error);
        throw runError(
            `Cloudflare does not tell its addresses: ${said}; see that api.cloudflare.com can be reached from here and is up (cloudflarestatus.com), then repeat`,
        );
    });
    // In an order that stays: another one would restart the edge.
    const ranges = [...(ipv4Cidrs ?? []), ...(ipv6Cidrs ?? [])].sort();
    const { certificate, key } = new OriginCertificate("tls", { zone: name, hosts });
    return {
        tls: {
            ...{ certificate, key, port: 443, forwarders: ranges, balancer },
            ...(originPulls ? { clientAuthority: new OriginPulls("origin-pulls", { zoneId: zone.id }).authority } : {}),
        },
        ttl: proxied ? edgeTtl : recordTtl,
        callers: ranges,
        lead: (address, after) =>
            new Dns(
                component,
                { ...wanted, zone, address, proxied, dnssec, ttl: recordTtl },
                { dependsOn: [...after] },
            ),
    };
}
