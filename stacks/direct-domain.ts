import * as pulumi from "@pulumi/pulumi";
import { Dns } from "../components/dns/dns";
import { ownRecords } from "../components/dns/own-records";
import { readZone } from "../components/dns/read-zone";
import { everybody } from "../components/network/firewall.plan";
import type { StateResources } from "../components/plan/previous-release";
import { Acme } from "../components/tls/acme/acme";
import { acmeSource } from "../components/tls/acme/acme.plan";
import { Certificates } from "../components/tls/acme/certificates";
import { askAuthorities } from "./ask-authorities";
import { balancer, type Domain, recordTtl, type SecuredDomain } from "./domain";
import type { Servers } from "./servers";
import type { ProgramConfig } from "./stack-config";

/** Logical name of the component with the records. */
const component = "dns";

/** What {@link openDirectDomain} needs to know. */
export interface DirectDomainArgs {
    readonly zone: string;
    /** Names in the zone, wildcards among them. */
    readonly hosts: readonly string[];
    readonly domain: Pick<ProgramConfig["domain"], "caa" | "dnssec" | "dnsToken">;
    readonly acme: NonNullable<ProgramConfig["domain"]["acme"]>;
    /** Prefix of every name on the engine. */
    readonly stack: string;
    /** Seconds until the service with the certificates has to be healthy. */
    readonly timeout: number;
    /** What Pulumi has of the stack, which tells its own records from others'. */
    readonly state: StateResources;
}

/**
 * The names of an app that lead to the servers themselves, which get certificates of their own by ACME.
 *
 * @throws DnsError with everything that stands in the way of the names, pulumi.RunError where the authority does not answer
 */
export async function openDirectDomain(args: DirectDomainArgs): Promise<Domain> {
    const { zone: name, hosts, domain, acme, stack, state } = args;
    const { email, directory } = acme;
    const wanted = { hosts, authorities: domain.caa ? await askAuthorities(directory) : [] };
    const question = { zone: name, proxied: false, own: ownRecords(state), component, stack: pulumi.getStack() };
    const zone = await readZone({ ...question, ...wanted });
    const settings = { email, directory, hosts };
    const secure = ({ hosts: { first: host }, cluster }: Servers): SecuredDomain => {
        const own = { ...settings, host, stack };
        const token = domain.dnsToken === undefined ? {} : { dnsToken: domain.dnsToken };
        const service = new Acme("acme", { ...own, timeout: args.timeout, ...token }, { dependsOn: cluster });
        const { certificate, key, network } = service;
        return {
            tls: {
                ...{ port: 443, forwarders: [], balancer, certificate, key },
                ...{ source: acmeSource, sourceNetwork: network },
            },
            lead: (address, after) => {
                const { dnssec } = domain;
                const names = new Dns(
                    component,
                    { ...wanted, zone, address, proxied: false, dnssec, ttl: recordTtl },
                    { dependsOn: [...after] },
                );
                // The authority follows the names, and is asked by a service that knows of them.
                return [names, new Certificates("certificates", own, { dependsOn: [names, service] })];
            },
        };
    };
    return { secure, ttl: recordTtl, callers: everybody };
}
