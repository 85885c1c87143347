/** A stack's lock, as Pulumi writes it into the folder of a file backend. */
export interface StackLock {
    readonly pid: number;
    readonly username: string;
    readonly hostname: string;
    /** When it was taken. */
    readonly since: Date;
}

/** A process that has, in its own or a container's count, the id that a lock names. */
export interface Candidate {
    /** Name of its program, as the system shows it. */
    readonly name: string;
    readonly started: Date;
}

/** Seconds by which the clocks of the kernel and of a process may differ. */
const tolerance = 2;

/** @returns undefined when the text is no lock of Pulumi's */
export function parseLock(text: string): StackLock | undefined {
    try {
        const { pid, username, hostname, timestamp } = JSON.parse(text) as Readonly<Record<string, unknown>>;
        const since = new Date(String(timestamp));
        if (typeof pid !== "number" || typeof hostname !== "string" || Number.isNaN(since.getTime())) return undefined;
        return { pid, username: String(username), hostname, since };
    } catch {
        return undefined;
    }
}

/**
 * Whether a lock's holder is certainly gone: it ran on this host, and no process with its id has run since then. A
 * process of another name that started later only got its id; another Pulumi counts as the holder, because a clock may
 * have been set.
 *
 * @param candidates the processes of this host with the lock's id
 */
export function isDead(lock: StackLock, hostname: string, candidates: readonly Candidate[]): boolean {
    if (lock.hostname !== hostname) return false;
    const latest = lock.since.getTime() + tolerance * 1000;
    return !candidates.some(({ name, started }) => name === "pulumi" || started.getTime() <= latest);
}
