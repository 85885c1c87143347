import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import { Dns } from "../components/dns/dns";
import { DnsError } from "../components/dns/dns-error";
import { ownRecords } from "../components/dns/own-records";
import { readZone } from "../components/dns/read-zone";
import type { StateResources } from "../components/plan/previous-release";
import { OriginCertificate } from "../components/tls/origin-certificate";
import { OriginPulls } from "../components/tls/origin-pulls";
import { openDirectDomain } from "./direct-domain";
import { balancer, type Domain, recordTtl, type SecuredDomain } from "./domain";
import { explainRefusals } from "./explain-refusals";
import { runError } from "./run-error";
import type { ProgramConfig } from "./stack-config";

/** Seconds in which Cloudflare's own servers follow a change. */
const edgeTtl = 30;

/** Logical name of the component with the records. */
const component = "dns";

/**
 * The zone of an app with its certificates; undefined when the app has no routes.
 *
 * @param stack prefix of every name on the engine
 * @param state what Pulumi has of the stack, which tells its own records from others'
 * @throws pulumi.RunError with everything that stands in the way
 */
export async function openDomain(
    { domain, release }: Pick<ProgramConfig, "domain" | "release">,
    stack: string,
    state: StateResources,
): Promise<Domain | undefined> {
    const { zone: name, routes, acme, originPulls, dnssec } = domain;
    const hosts = [...new Set(routes.flatMap(({ host }) => host ?? []))];
    if (name === undefined || hosts.length === 0) return undefined;
    explainRefusals();
    if (acme !== undefined) {
        const { timeout } = release;
        return await openDirectDomain({ zone: name, hosts, domain, acme, stack, timeout, state }).catch(orRefuse);
    }
    const proxied = true;
    const wanted = { hosts, authorities: [] };
    const [zone, { ipv4Cidrs, ipv6Cidrs }] = await Promise.all([
        readZone({ zone: name, proxied, own: ownRecords(state), component, stack: pulumi.getStack(), ...wanted }),
        cloudflare.getIpRanges({}),
    ]).catch((error: unknown) => {
        if (error instanceof DnsError) return orRefuse(error);
        const said = error instanceof Error ? error.message : String(error);
        throw runError(
            `Cloudflare does not tell its addresses: ${said}; see that api.cloudflare.com can be reached from here and is up (cloudflarestatus.com), then repeat`,
        );
    });
    // In an order that stays: another one would restart the edge.
    const ranges = [...(ipv4Cidrs ?? []), ...(ipv6Cidrs ?? [])].sort();
    const { certificate, key } = new OriginCertificate("tls", { zone: name, hosts });
    const tls = {
        ...{ certificate, key, port: 443, forwarders: ranges, balancer },
        ...(originPulls
            ? { clientAuthority: new OriginPulls("origin-pulls", { zoneId: zone.id, hosts }).authority }
            : {}),
    };
    const lead: SecuredDomain["lead"] = (address, after) => [
        new Dns(component, { ...wanted, zone, address, proxied, dnssec, ttl: recordTtl }, { dependsOn: [...after] }),
    ];
    return { secure: () => ({ tls, lead }), ttl: edgeTtl, callers: ranges };
}

/** @throws pulumi.RunError with what stands in the way of the names */
function orRefuse(error: unknown): never {
    if (error instanceof DnsError) throw runError(error.message);
    throw error;
}
