import { readdirSync, readFileSync } from "node:fs";

/** What one process holds. */
export interface ProcessMemory {
    readonly name: string;
    readonly mebibytes: number;
}

/** The most that a process and all below it held at one moment. */
export interface Peak {
    readonly mebibytes: number;
    /** The processes of that moment, the largest first. */
    readonly processes: readonly ProcessMemory[];
}

/** Looks every 100 ms at what a process and all below it hold in memory, until `stop`. */
function watchMemory(pid: number): { readonly stop: () => Peak } {
    let peak: Peak = { mebibytes: 0, processes: [] };
    const timer = setInterval(() => {
        const processes = memoryBelow(pid);
        const mebibytes = processes.reduce((sum, one) => sum + one.mebibytes, 0);
        if (mebibytes > peak.mebibytes) peak = { mebibytes, processes };
    }, 100);
    return {
        stop: () => {
            clearInterval(timer);
            return peak;
        },
    };
}

/**
 * The most that a process and all below it held while some work was done.
 *
 * @param work is given what takes the process's id when it starts; nothing was held when none does
 */
export async function peakOf(work: (started: (pid: number) => void) => Promise<unknown>): Promise<Peak> {
    let watch: ReturnType<typeof watchMemory> | undefined;
    try {
        await work((pid) => {
            watch = watchMemory(pid);
        });
    } finally {
        watch?.stop();
    }
    return watch?.stop() ?? { mebibytes: 0, processes: [] };
}

interface Status extends ProcessMemory {
    readonly pid: number;
    readonly parent: number;
}

function memoryBelow(root: number): readonly ProcessMemory[] {
    const all = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? statusOf(Number(name)) : []));
    const inside = new Set([root]);
    // A child's id may be lower than its parent's: ids start over.
    for (let grown = true; grown; ) {
        const found = all.filter(({ pid, parent }) => inside.has(parent) && !inside.has(pid));
        for (const { pid } of found) inside.add(pid);
        grown = found.length > 0;
    }
    return all.filter(({ pid }) => inside.has(pid)).sort((a, b) => b.mebibytes - a.mebibytes);
}

function statusOf(pid: number): Status[] {
    try {
        const text = readFileSync(`/proc/${pid}/status`, "utf8");
        const field = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, "m").exec(text)?.[1] ?? "0";
        return [{ pid, parent: Number(field("PPid")), name: field("Name"), mebibytes: Number(field("VmRSS")) / 1024 }];
    } catch {
        // It ended meanwhile.
        return [];
    }
}
