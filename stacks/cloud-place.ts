import * as pulumi from "@pulumi/pulumi";
import { present } from "../components/compose/present";
import { loopbackOf } from "../components/cutover/loopback-of";
import type { RegistryAccess } from "../components/host/droplet";
import { Project } from "../components/network/project";
import { edgeAddresses } from "../components/proxy/edge";
import type { Door } from "../components/smoke/plan";
import { checkDroplets } from "./check-droplets";
import { checkExternalVolumes } from "./check-external-volumes";
import { checkLost } from "./check-lost";
import { checkOffer } from "./check-offer";
import { openDomain } from "./cloud-domain";
import { openFront } from "./cloud-front";
import type { Place, PlaceArgs } from "./place";
import { refuseMoves } from "./refuse-moves";
import { refuseRealAuthority } from "./refuse-real-authority";
import { resizeNotes } from "./resize-notes";
import { orRunError } from "./run-error";
import { sentImages } from "./sent-images";
import { rentServers, type Servers } from "./servers";
import type { ProgramConfig } from "./stack-config";

/**
 * Servers at DigitalOcean, found by names at Cloudflare.
 *
 * @throws pulumi.RunError with everything that stands in the way
 */
export async function cloudPlace(
    { config, compose, stack, state }: PlaceArgs,
    settings: NonNullable<ProgramConfig["servers"]>,
): Promise<Place> {
    orRunError(() => {
        refuseRealAuthority(config, process.env);
        refuseMoves(config, state);
    });
    await checkLost(state);
    await checkOffer(config, state);
    await checkDroplets(config, state);
    await checkExternalVolumes(compose, state);
    for (const note of resizeNotes(config, state)) await pulumi.log.warn(note);
    const { region } = settings;
    const domain = await openDomain(config, stack, state);
    const registry = registryAccess(config.registry);
    const servers = await rentServers({ ...{ stack, settings, state, registry } });
    const { hosts, cluster } = servers;
    const secured = domain?.secure(servers);
    const tls = secured?.tls;
    const front = domain && openFront({ ...{ stack, region, servers }, callers: domain.callers, ttl: domain.ttl });
    new Project("project", {
        ...{ title: stack, stackName: pulumi.getStack(), volume: servers.volume },
        servers: servers.droplets.map(({ dropletId }) => dropletId),
        ...(front?.balancer === undefined ? {} : { balancer: front.balancer }),
    });
    return present({
        ...{ hosts, cluster, port: 80, builder: { DOCKER_HOST: config.engine } },
        address: front?.address ?? servers.reserved.ipAddress,
        send: sentImages({ host: hosts.first, from: config.engine, pushed: config.registry !== undefined }),
        tls,
        inside: insideDoor(servers, stack, tls),
        publish: (routes: readonly pulumi.Resource[]) => {
            front?.linger(routes);
            const known = secured && front ? secured.lead(front.address, routes) : [];
            return { door: { address: "", port: 443, byName: true }, known };
        },
    });
}

/** Its own port 443 may ask for a certificate that Cloudflare alone has, or have none itself yet. */
function insideDoor({ hosts }: Servers, stack: string, tls: Place["tls"]): pulumi.Input<Door> {
    const nowhere = { address: "", port: 0 };
    const [edge] = edgeAddresses(hosts, stack, tls);
    return (
        edge?.apply(({ shell, service, candidate }): Door => {
            return { ...nowhere, tunnel: { shell, script: loopbackOf(service, candidate) } };
        }) ?? nowhere
    );
}

function registryAccess(registry: ProgramConfig["registry"]): RegistryAccess | undefined {
    const { address = "", user, password } = registry ?? {};
    return user === undefined || password === undefined
        ? undefined
        : { host: address.split("/")[0] ?? "", user, password };
}
