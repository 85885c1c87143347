import type * as pulumi from "@pulumi/pulumi";
import { present } from "../components/compose/present";
import { loopbackOf } from "../components/cutover/loopback-of";
import type { RegistryAccess } from "../components/host/droplet";
import { PushedImage } from "../components/image/pushed-image";
import { SentImage } from "../components/image/sent-image";
import { edgeAddresses } from "../components/proxy/edge";
import type { Door } from "../components/smoke/plan";
import { checkOffer } from "./check-offer";
import { openDomain } from "./cloud-domain";
import { openFront } from "./cloud-front";
import type { Place, PlaceArgs } from "./place";
import { refuseMoves } from "./refuse-moves";
import { refuseUnproxied } from "./refuse-unproxied";
import { orRunError } from "./run-error";
import { rentServers, type Servers } from "./servers";
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
    orRunError(() => {
        refuseUnproxied(config);
        refuseMoves(config, state);
    });
    await checkOffer(config, state);
    const { region } = settings;
    const domain = await openDomain(config.domain, state);
    const registry = registryAccess(config.registry);
    const servers = await rentServers({ ...{ stack, settings, state, registry } });
    const { hosts, cluster } = servers;
    const front = domain && openFront({ ...{ stack, region, servers }, callers: domain.callers, ttl: domain.ttl });
    return present({
        ...{ hosts, cluster, port: 80, builder: { DOCKER_HOST: config.engine } },
        send: (service: string, reference: string, image: pulumi.Resource) =>
            sendImage(
                { service, reference, image, from: config.engine, pushed: config.registry !== undefined },
                servers,
            ),
        tls: domain?.tls,
        inside: insideDoor(servers, stack, domain?.tls),
        publish: (routes: readonly pulumi.Resource[]) => {
            front?.linger(routes);
            const known = domain && front ? [domain.lead(front.address, routes)] : [];
            return { door: { address: "", port: 443, byName: true }, known };
        },
    });
}

/** Its own port 443 asks for a certificate that Cloudflare alone has. */
function insideDoor({ hosts }: Servers, stack: string, tls: Place["tls"]): pulumi.Input<Door> {
    const nowhere = { address: "", port: 0 };
    const [edge] = edgeAddresses(hosts, stack, tls);
    return (
        edge?.apply(({ shell, service, candidate }): Door => {
            return { ...nowhere, tunnel: { shell, script: loopbackOf(service, candidate) } };
        }) ?? nowhere
    );
}

interface BuiltHere {
    readonly service: string;
    readonly reference: string;
    readonly image: pulumi.Resource;
    /** Address of the engine that has built it. */
    readonly from: string;
    readonly pushed: boolean;
}

/** To the first server, and from there to the registry, where the others get it: that way it leaves here once. */
function sendImage({ service, reference, image, from, pushed }: BuiltHere, { hosts }: Servers): pulumi.Resource {
    const host = hosts.first;
    const sent = new SentImage(`${service}-image-sent`, { host, reference, from }, { dependsOn: image });
    return pushed ? new PushedImage(`${service}-image-pushed`, { host, reference }, { dependsOn: sent }) : sent;
}

function registryAccess(registry: ProgramConfig["registry"]): RegistryAccess | undefined {
    const { address = "", user, password } = registry ?? {};
    return user === undefined || password === undefined
        ? undefined
        : { host: address.split("/")[0] ?? "", user, password };
}
