import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { processesWithId } from "./candidates";
import { isDead, parseLock, type StackLock } from "./lock.plan";

/** What is in a stack's folder of locks. */
export interface FoundLocks {
    /** Those whose holder is gone. */
    readonly dead: readonly StackLock[];
    /** Whether somebody else holds the stack. */
    readonly held: boolean;
    /** Paths of the files that hold the stack for nobody: of the dead, and of writers that were killed. */
    readonly stale: readonly string[];
}

/** Milliseconds after which a file that is no lock is none that is just being written. */
const writing = 10_000;

/** Looks for the locks of deployers of this host that were killed, and for all others. */
export function findLocks(folder: string): FoundLocks {
    const dead: StackLock[] = [];
    const stale: string[] = [];
    let held = false;
    // Pulumi keeps a second file with attributes beside each one.
    const files = existsSync(folder) ? readdirSync(folder).filter((name) => !name.endsWith(".attrs")) : [];
    for (const file of files.map((name) => join(folder, name))) {
        const lock = parseLock(textOf(file));
        if (lock !== undefined && isDead(lock, hostname(), processesWithId(lock.pid))) {
            dead.push(lock);
            stale.push(file);
        } else if (lock === undefined && age(file) > writing) {
            // Its writer was killed in the middle of it. Pulumi would take it for a lock, and could not read it.
            stale.push(file);
        } else {
            held = true;
        }
    }
    return { dead, held, stale };
}

/** Empty when it is gone: whoever held it has ended meanwhile. */
function textOf(file: string): string {
    try {
        return readFileSync(file, "utf8");
    } catch {
        return "";
    }
}

function age(file: string): number {
    try {
        return Date.now() - statSync(file).mtimeMs;
    } catch {
        return 0;
    }
}
