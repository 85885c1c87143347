import { regionOf } from "../catalog/regions";
import { instant } from "../instant";
import { projectOf } from "../projects/belongings";
import type { State } from "../state";
import { balanced } from "./find";
import type { LoadBalancer } from "./load-balancer";

/** A load balancer as the API shows it; its address shows up when it is active. */
export function renderLoadBalancer(state: State, balancer: LoadBalancer): object {
    const { size_unit: units } = balancer.settings;
    return {
        id: balancer.id,
        name: balancer.name,
        ip: balancer.status === "active" ? (balancer.address ?? balancer.privateAddress) : "",
        ipv6: "",
        size: units >= 6 ? "lb-large" : units >= 3 ? "lb-medium" : "lb-small",
        algorithm: "round_robin",
        status: balancer.status,
        created_at: instant(balancer.createdAt),
        ...balancer.settings,
        region: regionOf(balancer.region),
        tag: balancer.tag,
        droplet_ids: balanced(state, balancer).map(({ id }) => id),
        vpc_uuid: balancer.vpc,
        project_id: projectOf(state, `do:loadbalancer:${balancer.id}`),
    };
}
