import { docker, tryDocker } from "./docker";
import type { Names } from "./names";

/**
 * Has the container run in which volumes are kept and bound to loop devices: on the engine's machine, wherever that is,
 * and with root's rights there, whoever runs this.
 */
export async function ensureStorage(names: Names, image: string): Promise<void> {
    await docker(`make ${names.disks}`, "volume", "create", ...names.labels("storage"), names.disks);
    const words = runWords(names, image);
    const { exitCode, stderr } = await tryDocker(`start ${names.storage}`, ...words);
    if (exitCode === 0) return;
    if (/already in use/.test(stderr)) {
        await docker(`start ${names.storage}`, "start", names.storage);
        return;
    }
    const mend = /loop-control/.test(stderr)
        ? ". Volumes need loop devices on the engine's machine: modprobe loop"
        : "";
    throw new Error(`cannot start ${names.storage}: ${stderr.trim()}${mend}`);
}

function runWords(names: Names, image: string): readonly string[] {
    return [
        ...["run", "--detach", "--init", "--name", names.storage, ...names.labels("storage"), "--network", "none"],
        ...["--mount", `type=volume,source=${names.disks},target=/volumes`],
        // Loop devices, and the one that gives them out.
        ...["--device-cgroup-rule", "b 7:* rwm", "--device", "/dev/loop-control", "--cap-add", "SYS_ADMIN"],
        ...["--entrypoint", "sleep", image, "infinity"],
    ];
}
