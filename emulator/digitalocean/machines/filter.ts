import type { Droplet } from "../droplets/droplet";
import { covers } from "../firewalls/covers";
import type { Peers, Rule } from "../firewalls/firewall";
import { peerNetwork } from "../networks/addresses";
import type { State } from "../state";
import type { Filter, Pass } from "./machines";

/** What all firewalls on the droplet let through together; null where none is on it. */
export function filterOf(state: State, droplet: Droplet): Filter | null {
    const own = state.firewalls.filter((firewall) => covers(firewall, droplet));
    if (own.length === 0) return null;
    const passes = (rules: readonly Rule[]): readonly Pass[] => rules.map((rule) => pass(state, rule));
    return {
        inbound: passes(own.flatMap(({ inbound }) => inbound)),
        outbound: passes(own.flatMap(({ outbound }) => outbound)),
    };
}

function pass(state: State, { protocol, ports, peers }: Rule): Pass {
    const [from = 0, to = from] = ports.split("-").map(Number);
    return { protocol, ports: ports === "0" ? null : { from, to }, peers: networks(state, peers) };
}

/** Droplets and load balancers as the addresses that they have now. */
function networks(state: State, peers: Peers): readonly string[] {
    const droplets = state.droplets.filter(
        ({ id, tags }) => peers.dropletIds.includes(id) || tags.some((tag) => peers.tags.includes(tag)),
    );
    const balancers = state.loadBalancers.filter(({ id }) => peers.loadBalancerUids.includes(id));
    const all = [
        ...peers.addresses,
        ...droplets.flatMap(({ privateAddress, publicAddress }) => [privateAddress, publicAddress ?? []].flat()),
        ...balancers.flatMap(({ privateAddress, address }) => [privateAddress, address ?? []].flat()),
    ];
    return [...new Set(all.flatMap((address) => peerNetwork(address) ?? []))];
}
