import { createHash } from "node:crypto";
import type { Balancer } from "../digitalocean/machines/machines";
import { putFiles } from "./container-files";
import { docker, dockerUnlessGone, stateOf } from "./docker";
import { createWords } from "./load-balancer.plan";
import { renderLoadBalancer, renderUnchecked } from "./load-balancer.render";
import type { Names } from "./names";
import { ensureVpcNetwork } from "./network";

/** Load balancers: an HAProxy each, in a container that is on the public network and in the VPC. */
export class LoadBalancers {
    constructor(
        private readonly names: Names,
        private readonly image: string,
    ) {}

    /** See Machines.applyLoadBalancer. Connections that are open stay with whom they are. */
    async apply(balancer: Balancer): Promise<void> {
        const container = this.names.balancer(balancer.id);
        const revision = createHash("sha256").update(JSON.stringify(balancer)).digest("hex").slice(0, 16);
        const files = {
            "haproxy.cfg": renderLoadBalancer(balancer, revision),
            "unchecked.state": renderUnchecked(balancer),
        };
        const state = await stateOf(container);
        if (state === "absent" || state === "created") await this.#make(balancer, container);
        await putFiles(container, "/etc/haproxy", files);
        if (state !== "running") await docker(`start ${container}`, "start", container);
        const reload = ["/usr/local/lib/emulator/reload.sh", revision];
        await docker(`configure ${container}`, "exec", container, ...reload);
    }

    /** See Machines.removeLoadBalancer. */
    async remove(id: string): Promise<void> {
        const container = this.names.balancer(id);
        await dockerUnlessGone(`remove ${container}`, "rm", "--force", "--volumes", container);
    }

    async #make(balancer: Balancer, container: string): Promise<void> {
        const { address, network } = balancer.private;
        await ensureVpcNetwork(this.names, network);
        await this.remove(balancer.id);
        await docker(`make ${container}`, ...createWords(balancer, this.names, this.image));
        if (balancer.address === null) return;
        const words = ["network", "connect", "--ip", address, this.names.vpc(network), container];
        await docker(`connect ${container} with its private network`, ...words);
    }
}
