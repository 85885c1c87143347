import { docker, dockerUnlessGone, tryDocker } from "./docker";
import { Names } from "./names";

/**
 * Takes everything away that a cloud of that name has on the engine: containers, loop devices, volumes with all that is
 * in them, networks. Nothing else is touched; when there is nothing, nothing is done.
 */
export async function removeLeftovers(name: string): Promise<void> {
    const names = new Names(name);
    const machines = [...(await containers(names, "droplet")), ...(await containers(names, "balancer"))];
    await removeContainers(machines);
    await letGoOfLoopDevices(names);
    await removeContainers(await containers(names));
    const volumes = await list("volumes", "volume", "ls", "--quiet", ...names.filter());
    await Promise.all(volumes.map((id) => dockerUnlessGone(`remove the volume ${id}`, "volume", "rm", id)));
    const networks = await list("networks", "network", "ls", "--quiet", ...names.filter());
    await Promise.all(networks.map((id) => dockerUnlessGone(`remove the network ${id}`, "network", "rm", id)));
}

async function containers(names: Names, role?: "droplet" | "balancer"): Promise<readonly string[]> {
    return await list("containers", "ps", "--all", "--quiet", ...names.filter(role));
}

async function removeContainers(ids: readonly string[]): Promise<void> {
    const remove = (id: string) => dockerUnlessGone(`remove the container ${id}`, "rm", "--force", "--volumes", id);
    await Promise.all(ids.map(remove));
}

/** They would outlive the files that they are bound to. */
async function letGoOfLoopDevices({ storage }: Names): Promise<void> {
    const { exitCode } = await tryDocker(`start ${storage}`, "start", storage);
    if (exitCode === 0) await docker("let go of volumes", "exec", storage, "/usr/local/lib/emulator/disk.sh", "clear");
}

async function list(what: string, ...words: readonly string[]): Promise<readonly string[]> {
    return (await docker(`list ${what}`, ...words)).split("\n").filter((id) => id !== "");
}
