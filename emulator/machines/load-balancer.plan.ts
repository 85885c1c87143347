import type { Balancer } from "../digitalocean/machines/machines";
import type { Names } from "./names";

/** `docker create` for a load balancer, on its public network, or on its private one where it has no other. */
export function createWords({ id, address, private: inside }: Balancer, names: Names, image: string): string[] {
    const network = address === null ? names.vpc(inside.network) : names.internet;
    return [
        ...["create", "--name", names.balancer(id), ...names.labels("balancer", id), "--restart", "on-failure"],
        ...["--network", network, "--ip", address ?? inside.address],
        image,
    ];
}
