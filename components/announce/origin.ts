import { execFile } from "node:child_process";
import { userInfo } from "node:os";
import { deployerIn } from "./deployer";

/** Where a deploy comes from. */
export interface Origin {
    /** Short commit, with `-dirty` where the folder has changes; empty when git does not know. */
    readonly commit: string;
    readonly who: string;
}

/** Asks git about a folder; what it does not tell within two seconds stays unknown. */
export async function originOf(directory: string): Promise<Origin> {
    const git = (...words: readonly string[]) => ask("git", ["-C", directory, ...words]);
    const [commit, changes, name] = await Promise.all([
        git("log", "-1", "--format=%h", "--", "."),
        git("status", "--porcelain", "--", "."),
        git("config", "user.name"),
    ]);
    const dirty = commit !== "" && changes !== "" ? "-dirty" : "";
    return { commit: `${commit}${dirty}`, who: deployerIn(process.env, name) || userName() };
}

/** What a command prints, empty when it fails. */
function ask(command: string, words: readonly string[]): Promise<string> {
    return new Promise((resolve) => {
        execFile(command, [...words], { timeout: 2_000, maxBuffer: 10_000_000 }, (error, stdout) =>
            resolve(error === null ? stdout.trim() : ""),
        );
    });
}

/** There may be no entry for a user that only a container knows. */
function userName(): string {
    try {
        return userInfo().username;
    } catch {
        return "";
    }
}
