import type * as pulumi from "@pulumi/pulumi";
import { present } from "../components/compose/present";
import { loopbackOf } from "../components/cutover/loopback-of";
import { SentImage } from "../components/image/sent-image";
import { edgeAddresses } from "../components/proxy/edge";
import type { Door } from "../components/smoke/plan";
import { openDomain } from "./cloud-domain";
import type { Place, PlaceArgs } from "./place";
import { rentServers } from "./servers";
import type { ProgramConfig } from "./stack-config";

/**
 * Servers at DigitalOcean, found by names at Cloudflare.
 *
 * @throws pulumi.RunError with everything that stands in the way
 */
export async function cloudPlace(
    { config, stack, state }: PlaceArgs,
    settings: NonNullable<ProgramConfig["servers"]>,
): Promise<Place> {
    const { timeout } = config.release;
    const domain = await openDomain(config.domain, state);
    const servers = await rentServers({ ...{ stack, settings, timeout, state }, requestsFrom: domain?.callers });
    const { hosts, cluster } = servers;
    // Its own port 443 asks for a certificate that Cloudflare alone has.
    const inside = edgeAddresses(hosts, stack, domain?.tls)[0]?.apply(
        ({ shell, service, candidate }): Door => ({
            ...{ address: "", port: 0 },
            tunnel: { shell, script: loopbackOf(service, candidate) },
        }),
    );
    return present({
        ...{ hosts, cluster, port: 80, builder: { DOCKER_HOST: config.engine } },
        send: (service: string, reference: string, image: pulumi.Resource) =>
            new SentImage(
                `${service}-image-sent`,
                { host: hosts.first, reference, from: config.engine },
                { dependsOn: image },
            ),
        tls: domain?.tls,
        inside: inside ?? { address: "", port: 0 },
        publish: (routes: readonly pulumi.Resource[]) => ({
            door: { address: "", port: 443, byName: true },
            known: domain === undefined ? [] : [domain.lead(servers.reserved.ipAddress, routes)],
        }),
    });
}
