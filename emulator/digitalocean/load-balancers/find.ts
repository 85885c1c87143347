import { notFound } from "../api-error";
import type { Call } from "../call";
import { changed } from "../changed";
import type { Droplet } from "../droplets/droplet";
import type { State } from "../state";
import type { LoadBalancer } from "./load-balancer";

/** The load balancer that the path names. */
export function findLoadBalancer(state: State, call: Call): LoadBalancer {
    const balancer = state.loadBalancers.find(({ id }) => id === call.params.id);
    if (balancer === undefined) throw notFound();
    return balancer;
}

/** The account with the load balancer as it is now. */
export function withLoadBalancer(state: State, balancer: LoadBalancer): State {
    return { ...state, loadBalancers: changed(state.loadBalancers, "id", balancer.id, () => balancer) };
}

/** The droplets behind it: those named, or those of its region that have its tag. */
export function balanced(state: State, balancer: LoadBalancer): readonly Droplet[] {
    return state.droplets.filter((droplet) =>
        balancer.tag === ""
            ? balancer.dropletIds.includes(droplet.id)
            : droplet.tags.includes(balancer.tag) && droplet.region === balancer.region,
    );
}
