import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makePublicAuthority } from "../certificates/public-authority";
import type { Certificate } from "../cloudflare/certificates/certificate";
import { initialState, type Seed } from "../cloudflare/seed";
import { machine } from "../cloudflare/server";
import type { CloudflareState } from "../cloudflare/state";
import { readState, writeState } from "../cloudflare/state-file";

/** The authority of the rehearsal in a folder: the same one as the last time. */
export async function keptAuthority(folder: string): Promise<Certificate> {
    const path = join(folder, "authority.json");
    if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8")) as Certificate;
    const authority = await makePublicAuthority(new Date());
    writeFileSync(path, `${JSON.stringify(authority)}\n`, { mode: 0o600 });
    return authority;
}

/** The Cloudflare account of the rehearsal in a folder, as it was the last time, or as the seed says. */
export async function keptCloudflare(folder: string, seed: Seed): Promise<CloudflareState> {
    const path = cloudflareFile(folder);
    return existsSync(path) ? readState(path) : await initialState(seed, machine.now(), machine.newId);
}

/** How often a changed account is written, in milliseconds: a rehearsal may be killed. */
const beat = 500;

/**
 * Keeps the account in the folder, whenever it has changed.
 *
 * @returns ends that, after a last time
 */
export function keepCloudflare(folder: string, state: () => CloudflareState): () => void {
    let written: CloudflareState | undefined;
    const write = () => {
        const now = state();
        if (now !== written) writeState(cloudflareFile(folder), now);
        written = now;
    };
    write();
    const timer = setInterval(write, beat);
    return () => {
        clearInterval(timer);
        write();
    };
}

/** Whether an earlier rehearsal in the folder is to be gone on with. */
export function isKept(folder: string): boolean {
    return existsSync(digitalOceanFile(folder)) || existsSync(cloudflareFile(folder));
}

/** Forgets both accounts: the next rehearsal in the folder begins anew. */
export function forget(folder: string): void {
    for (const file of [digitalOceanFile(folder), cloudflareFile(folder)]) rmSync(file, { force: true });
}

/** Path of the file with the DigitalOcean account of the rehearsal in a folder. */
export function digitalOceanFile(folder: string): string {
    return join(folder, "digitalocean.json");
}

function cloudflareFile(folder: string): string {
    return join(folder, "cloudflare.json");
}
