import { docker } from "./docker";
import type { Droplets } from "./droplets";
import { withAddress } from "./hardware.render";
import { idLabel, type Names } from "./names";

/** Reserved addresses: a second one on the public interface of the machine that it leads to. */
export class ReservedIps {
    constructor(
        private readonly names: Names,
        private readonly droplets: Droplets,
    ) {}

    /** See Machines.assignReservedIp. */
    async assign(address: string, droplet: number | null): Promise<void> {
        const others = (await this.#all()).filter((id) => id !== droplet);
        const take = (id: number, wanted: boolean) =>
            this.droplets.change(id, "addresses", (addresses) => withAddress(addresses, address, wanted));
        // Two machines with one address would both answer.
        await Promise.all(others.map((id) => take(id, false)));
        if (droplet !== null) await take(droplet, true);
    }

    async #all(): Promise<readonly number[]> {
        const format = ["--format", `{{.Label "${idLabel}"}}`];
        const ids = await docker("list droplets", "ps", "--all", ...this.names.filter("droplet"), ...format);
        return ids
            .split("\n")
            .filter((id) => id !== "")
            .map(Number);
    }
}
