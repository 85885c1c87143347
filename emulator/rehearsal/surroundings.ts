import { Resolver } from "node:dns/promises";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { cacheFolders } from "../../toolchain/cache";
import type { Report } from "../../toolchain/report";
import { type Acme, startAcme } from "../acme/server";
import { makeServerCertificate } from "../certificates/server-certificate";
import type { Certificate } from "../cloudflare/certificates/certificate";
import { dnsZones } from "../cloudflare/dns-zones";
import { edgeView } from "../cloudflare/edge/view";
import type { CloudflareState } from "../cloudflare/state";
import { startDnsServer } from "../dns/server";
import { systemUpstreams } from "../dns/upstream";
import type { DnsZone } from "../dns/zone";
import { startEdge } from "../edge/server";
import { freePort } from "../processes/free-port";
import type { RegistryUser } from "../registry/htpasswd";
import { mirror } from "../registry/mirror";
import { startRegistry } from "../registry/server";
import type { SurroundingAddresses } from "./addresses.plan";
import { cloudflareApiHost, hubHost, registryHost } from "./names";
import type { Undo } from "./undo";

/** What the droplets' surroundings are made from. */
export interface SurroundingsOptions {
    readonly addresses: SurroundingAddresses;
    readonly cloudflare: () => CloudflareState;
    readonly authority: Certificate;
    readonly folder: string;
    /** Of this machine's engine: what droplets can pull from Docker Hub. */
    readonly images: readonly string[];
    readonly users: readonly RegistryUser[];
    readonly report: Report;
}

/** Starts what is around the droplets and the clouds' APIs: DNS, the edge, registries, Let's Encrypt. */
export async function startSurroundings(options: SurroundingsOptions, undo: Undo): Promise<Acme> {
    const { addresses, cloudflare, authority, folder, report } = options;
    const host = (name: string, data: string): DnsZone => {
        return { name, records: [{ name, type: "A", ttl: 60, data }] };
    };
    const others = [
        host(hubHost, addresses.hub),
        host(registryHost, addresses.registry),
        host(cloudflareApiHost, addresses.api),
    ];
    const dns = await startDnsServer({
        address: addresses.dns,
        port: 53,
        zones: () => [...dnsZones(cloudflare(), addresses.dns), ...others],
        upstreams: systemUpstreams(),
    });
    undo.add(() => dns.close());

    const acme = await startAcme({
        address: addresses.acme,
        ports: { acme: 443, management: 15_000 },
        dns: { address: addresses.dns, port: 53 },
        authority,
        folder: join(folder, "acme"),
        report,
    });
    undo.add(() => acme.stop());

    const resolver = new Resolver();
    resolver.setServers([addresses.dns]);
    const edge = await startEdge({
        view: () => edgeView(cloudflare()),
        authority,
        addresses: addresses.edges,
        lookup: (name) => resolver.resolve4(name).catch(() => []),
        publicRoots: () => [...rootCertificates, authority.certificate, acme.root],
    });
    undo.add(() => edge.close());
    await startRegistries(options, undo);
    return acme;
}

async function startRegistries({ addresses, authority, ...options }: SurroundingsOptions, undo: Undo): Promise<void> {
    const { images, users, report } = options;
    // In the cache: an image that was there the last time is there at once.
    const hub = join(cacheFolders().root, "hub");
    const listen = async (address: string, name: string, folder: string, allowed?: readonly RegistryUser[]) => {
        const certificate = await makeServerCertificate(authority, [name, address], new Date());
        const tls = { ...certificate, authority: authority.certificate };
        const common = { address, port: 443, folder, tls, report };
        const registry = await startRegistry({ ...common, ...(allowed === undefined ? {} : { users: allowed }) });
        undo.add(() => registry.stop());
    };
    if (images.length > 0) {
        const entrance = { address: "127.0.0.1", port: await freePort(), folder: hub, report };
        const registry = await startRegistry(entrance);
        try {
            await mirror(images, registry.host);
        } finally {
            await registry.stop();
        }
    }
    await listen(addresses.hub, hubHost, hub);
    await listen(addresses.registry, registryHost, join(options.folder, "registry"), users);
}
