import type { Machine, MachineSize } from "../digitalocean/machines/machines";
import type { Names } from "./names";

/** What the engine offers. */
export interface EngineLimits {
    readonly processors: number;
    /** Whether containers can be limited to some of them. */
    readonly limitsProcessors: boolean;
}

/** What a machine's container is made with beside the machine itself. */
export interface DropletSurroundings {
    readonly names: Names;
    readonly image: string;
    readonly capabilities: readonly string[];
    readonly limits: EngineLimits;
}

/** `docker create` for a machine, on its public network, or on its private one where it has no other. */
export function createWords(machine: Machine, { names, image, capabilities, limits }: DropletSurroundings): string[] {
    const { id, name, size } = machine;
    const network = machine.public === null ? names.vpc(machine.private.network) : names.internet;
    return [
        ...["create", "--name", names.droplet(id), "--hostname", name, ...names.labels("droplet", id)],
        ...["--network", network, "--ip", (machine.public ?? machine.private).address],
        // Instead of --privileged, which is more than some engines may give.
        ...capabilities.flatMap((capability) => ["--cap-add", capability]),
        ...["--security-opt", "seccomp=unconfined", "--security-opt", "apparmor=unconfined"],
        ...["--device-cgroup-rule", "a *:* rwm", "--cgroupns", "private"],
        ...["--tmpfs", "/run", "--tmpfs", "/run/lock", "--tmpfs", "/tmp:exec"],
        // The container's own file system is an overlay, on which an engine cannot stack its own.
        ...["--mount", `type=volume,source=${names.dockerFolder(id)},target=/var/lib/docker`],
        // A machine that restarts itself comes back; one that is stopped by the API stays off.
        ...["--restart", "on-failure"],
        ...sizeWords(size, limits),
        image,
    ];
}

/** The options of `docker create` and `docker update` for a size. */
export function sizeWords({ memory, vcpus }: MachineSize, limits: EngineLimits): string[] {
    const limit = `${memory}m`;
    // Slower than with two processors, a rehearsal would mostly wait.
    const processors = Math.min(Math.max(vcpus, 2), limits.processors);
    const ofProcessors = limits.limitsProcessors ? ["--cpus", String(processors)] : [];
    return ["--memory", limit, "--memory-swap", limit, ...ofProcessors];
}
