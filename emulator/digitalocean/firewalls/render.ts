import { instant } from "../instant";
import type { State } from "../state";
import { covers } from "./covers";
import type { Firewall, Peers, Rule } from "./firewall";

/** A firewall as the API shows it: API reference, section "Firewalls". */
export function renderFirewall(state: State, firewall: Firewall): object {
    const waiting = firewall.status === "waiting" ? state.droplets.filter((droplet) => covers(firewall, droplet)) : [];
    return {
        id: firewall.id,
        name: firewall.name,
        status: firewall.status,
        inbound_rules: firewall.inbound.map((rule) => renderRule(rule, "sources")),
        outbound_rules: firewall.outbound.map((rule) => renderRule(rule, "destinations")),
        created_at: instant(firewall.createdAt),
        droplet_ids: firewall.dropletIds,
        tags: firewall.tags,
        pending_changes: waiting.map(({ id }) => ({ droplet_id: id, removing: false, status: "waiting" })),
    };
}

function renderRule({ protocol, ports, peers }: Rule, key: "sources" | "destinations"): object {
    return { protocol, ports, [key]: renderPeers(peers) };
}

/** Kinds of peers that a rule has none of are left out. */
function renderPeers({ addresses, dropletIds, loadBalancerUids, tags }: Peers): object {
    return {
        ...(addresses.length > 0 ? { addresses } : {}),
        ...(dropletIds.length > 0 ? { droplet_ids: dropletIds } : {}),
        ...(loadBalancerUids.length > 0 ? { load_balancer_uids: loadBalancerUids } : {}),
        ...(tags.length > 0 ? { tags } : {}),
    };
}
