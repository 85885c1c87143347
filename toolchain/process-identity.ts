import { readFileSync } from "node:fs";

/** One process, told apart from a later one that got the same id. */
export interface ProcessIdentity {
    readonly pid: number;
    /** When the kernel started it, in clock ticks since boot; empty where the system does not tell. */
    readonly started: string;
}

/** The process that asks. */
export function thisProcess(): ProcessIdentity {
    return processOf(process.pid);
}

/** The process that has this id at the moment. */
export function processOf(pid: number): ProcessIdentity {
    return { pid, started: startOf(pid) };
}

/** Whether that very process still runs. */
export function isRunning({ pid, started }: ProcessIdentity): boolean {
    try {
        process.kill(pid, 0);
    } catch (error) {
        // Not permitted to signal it means that it is there, and somebody else's.
        if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
    }
    return startOf(pid) === started;
}

/** Empty for an ended process that nobody has waited for yet, too: it holds nothing any more. */
function startOf(pid: number): string {
    try {
        // The process's name comes second, in brackets, and may hold spaces: count from behind it.
        const status = readFileSync(`/proc/${pid}/stat`, "utf8");
        const [state, ...rest] = status.slice(status.lastIndexOf(")") + 2).split(" ");
        return state === "Z" ? "" : (rest[18] ?? "");
    } catch {
        return "";
    }
}
