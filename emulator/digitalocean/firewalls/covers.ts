import type { Droplet } from "../droplets/droplet";
import type { Firewall } from "./firewall";

/** Whether the firewall is on the droplet, by its id or by a tag. */
export function covers(firewall: Firewall, droplet: Droplet): boolean {
    return firewall.dropletIds.includes(droplet.id) || firewall.tags.some((tag) => droplet.tags.includes(tag));
}
