import { readdirSync, readFileSync } from "node:fs";

interface Process {
    readonly pid: number;
    readonly parent: number;
    readonly session: number;
    readonly state: string;
}

/**
 * Kills a process that leads a session, with all that it has started: by their ids, and with SIGKILL, so that none of
 * them can clean up. They are stopped first: what still ran could start more.
 */
export function killTree(leader: number): void {
    for (let found = alive(leader), before = 0; found.length > before; found = alive(leader)) {
        before = found.length;
        for (const { pid } of found) signal(pid, "SIGSTOP");
    }
    for (const { pid } of alive(leader)) signal(pid, "SIGKILL");
}

/** The processes of a tree that run; those whose parent has ended are still of its session. */
function alive(leader: number): readonly Process[] {
    const all = readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? processOf(name) : []));
    const tree = new Set([leader]);
    for (let size = 0; size < tree.size; ) {
        size = tree.size;
        for (const { pid, parent, session } of all) if (tree.has(parent) || session === leader) tree.add(pid);
    }
    return all.filter(({ pid, state }) => tree.has(pid) && state !== "Z");
}

function processOf(name: string): Process[] {
    try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        const [state = "", parent, , session] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        return [{ pid: Number(name), parent: Number(parent), session: Number(session), state }];
    } catch {
        // It ended meanwhile.
        return [];
    }
}

function signal(pid: number, name: NodeJS.Signals): void {
    try {
        process.kill(pid, name);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
}
