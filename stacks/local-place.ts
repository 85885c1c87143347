import { join } from "node:path";
import { Cluster } from "../components/cluster/cluster";
import type { Hosts } from "../components/host/hosts";
import { LocalHost } from "../components/host/local-host";
import type { Place, PlaceArgs } from "./place";
import { preflight } from "./preflight";
import { externalVolumes, hostPorts } from "./routed";

/**
 * This machine and its engine.
 *
 * @throws pulumi.RunError with everything that stands in the way
 */
export async function localPlace({ config, compose, stack, directory, launched }: PlaceArgs): Promise<Place> {
    const { domain, engine } = config;
    const ports = hostPorts(compose, domain);
    await preflight({ engine, stack, ports, volumes: externalVolumes(compose), launched });
    const host = new LocalHost("host", { engine, directory: join(directory, ".slipway", "host") });
    const hosts: Hosts = { first: host, all: [host], mayGrow: false };
    const door = { address: host.address, port: domain.port };
    return {
        ...{ hosts, port: domain.port, inside: door, builder: host.environment },
        cluster: new Cluster("cluster", { host }),
        publish: () => ({ door, known: [] }),
    };
}
