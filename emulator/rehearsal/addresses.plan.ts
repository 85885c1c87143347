import { addressAt, networkOf } from "../digitalocean/networks/addresses";

/** Where what surrounds the droplets listens. */
export interface SurroundingAddresses {
    /** Of the emulated Cloudflare. */
    readonly edges: readonly string[];
    readonly dns: string;
    /** Of the registry that stands for Docker Hub. */
    readonly hub: string;
    /** Of the registry that asks for a password. */
    readonly registry: string;
    readonly acme: string;
    /** Of the emulated Cloudflare's API, as droplets find it. */
    readonly api: string;
    /** Of this machine: where its own connections to droplets come from. */
    readonly gateway: string;
}

/**
 * Addresses out of the last 256 of the network that stands for the internet. Droplets get theirs from its beginning on,
 * each the next one: it would take thousands until one of these had its turn.
 *
 * @param network in CIDR notation, of at least 1,024 addresses
 */
export function surroundingAddresses(network: string): SurroundingAddresses {
    const { base, prefix } = networkOf(network);
    if (prefix > 22) throw new Error(`${network} is too small for a rehearsal: it takes a /22`);
    const at = (place: number) => addressAt({ base, prefix }, 2 ** (32 - prefix) - 256 + place);
    return {
        edges: [at(1), at(2)],
        dns: at(53),
        hub: at(80),
        registry: at(81),
        acme: at(82),
        api: at(83),
        gateway: addressAt({ base, prefix }, 1),
    };
}

/** Those that a bridge has to be given: the gateway's it has. */
export function allOf({ edges, dns, hub, registry, acme, api }: SurroundingAddresses): readonly string[] {
    return [...edges, dns, hub, registry, acme, api];
}
