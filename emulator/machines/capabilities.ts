import { readFileSync } from "node:fs";

/** Linux' capabilities by their number, as far as every Docker Engine in use knows them. */
const known =
    "CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE " +
    "NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN " +
    "SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE " +
    "MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ";

/** What a machine must not do to the one that it runs on: load modules, set its clock, touch its hardware. */
const withheld: readonly string[] = ["SYS_MODULE", "SYS_RAWIO", "SYS_TIME", "MAC_OVERRIDE", "MAC_ADMIN"];

/**
 * The capabilities that a machine gets: those that a process with this status has in its bounding set, but the ones
 * that are dangerous to the host. Engines refuse `--privileged`, and each capability, beyond what they themselves may.
 *
 * @param status the text of /proc/PID/status; an empty one means a process that may do everything
 */
export function machineCapabilities(status: string): readonly string[] {
    const [, mask = "ffffffffffffffff"] = /^CapBnd:\s*([0-9a-f]+)/m.exec(status) ?? [];
    const bounding = BigInt(`0x${mask}`);
    return known
        .split(" ")
        .filter((name, number) => ((bounding >> BigInt(number)) & 1n) === 1n && !withheld.includes(name));
}

/** The status of this process, for {@link machineCapabilities}; empty where the system has none. */
export function ownStatus(): string {
    try {
        return readFileSync("/proc/self/status", "utf8");
    } catch {
        return "";
    }
}
