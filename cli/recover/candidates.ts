import { readdirSync, readFileSync } from "node:fs";
import type { Candidate } from "./lock.plan";

/** Ticks of the kernel's process clock in a second, on every Linux that Node runs on. */
const ticks = 100;

/**
 * The processes of this host that have an id, containers' own counts included. Where the system tells nothing about
 * processes but whether they are there, one that is there is taken for Pulumi.
 */
export function processesWithId(pid: number): readonly Candidate[] {
    const boot = bootTime();
    if (boot === undefined) return isThere(pid) ? [{ name: "pulumi", started: new Date(0) }] : [];
    return readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? candidate(name, pid, boot) : []));
}

/** Milliseconds since 1970; undefined where there is no Linux kernel to ask. */
function bootTime(): number | undefined {
    const [, seconds] = /^btime (\d+)$/m.exec(readProc("stat")) ?? [];
    return seconds === undefined ? undefined : Number(seconds) * 1000;
}

function candidate(folder: string, pid: number, boot: number): Candidate[] {
    const status = readProc(`${folder}/status`);
    const [, ids = folder] = /^NSpid:\s+(.*)$/m.exec(status) ?? [];
    const [, name = ""] = /^Name:\s+(.*)$/m.exec(status) ?? [];
    const [, state = "X"] = /^State:\s+(\S)/m.exec(status) ?? [];
    // One that has ended holds nothing, even when nobody has taken note of its end yet.
    if (!ids.split(/\s+/).includes(String(pid)) || "ZX".includes(state)) return [];
    const stat = readProc(`${folder}/stat`);
    // The name comes second, in brackets, and may hold spaces: count from behind it.
    const started = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]);
    return [{ name, started: new Date(boot + (started * 1000) / ticks) }];
}

/** Empty when there is no such file, for example because the process has ended meanwhile. */
function readProc(file: string): string {
    try {
        return readFileSync(`/proc/${file}`, "utf8");
    } catch {
        return "";
    }
}

function isThere(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        // Not permitted to signal it means that it is there.
        return (error as NodeJS.ErrnoException).code === "EPERM";
    }
}
