import { randomBytes } from "node:crypto";
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isRunning, type ProcessIdentity, thisProcess } from "./process-identity";

/** Whoever holds, or held, the lock. */
interface Owner extends ProcessIdentity {
    readonly released: boolean;
}

/** How to wait for a lock. */
export interface LockOptions {
    /** Called once, with the holder's process id, when the lock is not free at once. */
    readonly onWait: (pid: number) => void;
    /** Milliseconds between two looks. */
    readonly poll?: number;
}

/**
 * Runs `work` while no other process (or other call in this one) does so under the same folder.
 *
 * Every holder adds the next number to the folder and never removes the highest, so that the lock of a dead process
 * can be taken over by exactly one of those that wait: only one of them can create the next number.
 */
export async function withLock<T>(folder: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
    await mkdir(folder, { recursive: true });
    const mine = await acquire(folder, options);
    try {
        return await work();
    } finally {
        await write(folder, mine, { ...thisProcess(), released: true });
    }
}

async function acquire(folder: string, options: LockOptions): Promise<number> {
    let told = false;
    for (;;) {
        const highest = await highestNumber(folder);
        const owner = highest === 0 ? undefined : await read(folder, highest);
        if (owner !== undefined && !owner.released && isRunning(owner)) {
            if (!told) options.onWait(owner.pid);
            told = true;
            await pause(options.poll ?? 250);
        } else if (await claim(folder, highest + 1)) {
            return highest + 1;
        }
    }
}

async function claim(folder: string, number: number): Promise<boolean> {
    const draft = await writeDraft(folder, { ...thisProcess(), released: false });
    try {
        await link(draft, join(folder, String(number)));
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
        throw error;
    } finally {
        await rm(draft, { force: true });
    }
    const numbers = await listNumbers(folder);
    if (numbers.some((other) => other > number)) {
        // Others came and went since the folder was looked at, and have cleared this number away meanwhile.
        await rm(join(folder, String(number)), { force: true });
        return false;
    }
    for (const old of numbers.filter((other) => other < number)) await rm(join(folder, String(old)), { force: true });
    return true;
}

async function write(folder: string, number: number, owner: Owner): Promise<void> {
    await rename(await writeDraft(folder, owner), join(folder, String(number)));
}

async function writeDraft(folder: string, owner: Owner): Promise<string> {
    const draft = join(folder, `draft-${process.pid}-${randomBytes(4).toString("hex")}`);
    await writeFile(draft, JSON.stringify(owner));
    return draft;
}

async function read(folder: string, number: number): Promise<Owner | undefined> {
    try {
        return JSON.parse(await readFile(join(folder, String(number)), "utf8")) as Owner;
    } catch {
        return undefined;
    }
}

async function highestNumber(folder: string): Promise<number> {
    return Math.max(0, ...(await listNumbers(folder)));
}

async function listNumbers(folder: string): Promise<number[]> {
    return (await readdir(folder)).filter((name) => /^\d+$/.test(name)).map(Number);
}
