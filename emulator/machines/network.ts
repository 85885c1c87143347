import { addressAt, networkOf } from "../digitalocean/networks/addresses";
import { docker, tryDocker } from "./docker";
import type { Names } from "./names";
import { Turns } from "./turns";

/** Two networks of one name can come of two calls at once. */
const turns = new Turns();

/** The network that stands for the internet; the engine's machine has its first address, and leads to the real one. */
export async function ensurePublicNetwork(names: Names, range: string): Promise<void> {
    await turns.take(names.cloud, () => ensure(names.internet, range, names.labels("public")));
}

/** The network of the VPC with this range, from which nothing leads anywhere. */
export async function ensureVpcNetwork(names: Names, range: string): Promise<void> {
    const network = names.vpc(range);
    const options = [...names.labels("vpc"), "--internal"];
    await turns.take(names.cloud, async () => {
        try {
            await ensure(network, range, options);
        } catch {
            // A VPC that is no more may have had a part of the range.
            await docker("remove unused networks", "network", "prune", "--force", ...names.filter("vpc"));
            await ensure(network, range, options);
        }
    });
}

/** The bridge on the engine's machine behind a network: what has an address on it can be reached by droplets. */
export async function bridgeOf(network: string): Promise<string> {
    const id = await docker(`look up the network ${network}`, "network", "inspect", "--format", "{{.Id}}", network);
    return `br-${id.slice(0, 12)}`;
}

async function ensure(network: string, range: string, options: readonly string[]): Promise<void> {
    const purpose = `make the network ${network} with the range ${range}`;
    const subnet = ["--subnet", range, "--gateway", addressAt(networkOf(range), 1)];
    const { exitCode, stderr } = await tryDocker(purpose, "network", "create", ...options, ...subnet, network);
    if (exitCode === 0 || /already exists/.test(stderr)) return;
    const mend = /overlaps/.test(stderr) ? ". Choose another range, or remove the network that has a part of it" : "";
    throw new Error(`cannot ${purpose}: ${stderr.trim()}${mend}`);
}
