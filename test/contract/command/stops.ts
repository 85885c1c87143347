import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { failure } from "../support/call";
import type { Contract } from "../support/contract";
import type { CommandDriver } from "./driver";

/** A script that says when it is ready, and what ended it, in files of the folder. */
const politely = 'trap "echo interrupted > how; exit 130" INT; touch ready; while :; do sleep 0.1; done';
/** A script whose child is not its own process, and which waits for it. */
const withChild = "sleep 300 & echo $! > child; touch ready; wait";

/** How running commands end when the engine or the user stops the update: nothing of them stays behind. */
export const stopContracts: readonly Contract<CommandDriver>[] = [
    {
        promise: "interrupts the command, so that it can clean up, when the engine cancels",
        source: "protocol: Cancel signals the provider to gracefully shut down",
        async hold({ provider, folder }) {
            const running = failure(provider.create("c", { create: politely, dir: folder }));
            await file(folder, "ready");
            await provider.cancel();
            expect(await running).to.contain("exit status 130");
            expect(readFileSync(join(folder, "how"), "utf8")).to.equal("interrupted\n");
        },
    },
    {
        promise: "ends the command's children too",
        source: "protocol: Cancel signals the provider to abort any ongoing resource operations",
        async hold({ provider, folder }) {
            const running = failure(provider.create("c", { create: withChild, dir: folder }));
            await file(folder, "ready");
            await provider.cancel();
            await running;
            await ended(folder);
        },
    },
    {
        promise: "starts nothing after a cancel",
        source: "protocol: Operations aborted in this way will return an error",
        async hold({ provider, folder }) {
            await provider.cancel();
            await waitUntil(async () => (await failure(provider.create("c", { create: "true" }))).includes("cancel"));
            await failure(provider.create("c", { create: "touch ran", dir: folder }));
            expect(existsSync(join(folder, "ran"))).to.equal(false);
        },
    },
    {
        promise: "ends within the engine's five seconds, with the commands, when it is interrupted",
        source: "engine: a plugin gets an interrupt, and is killed after five seconds",
        async hold({ provider, plugin, folder }) {
            const stubborn = `trap "" INT TERM; ${withChild}`;
            const running = failure(provider.create("c", { create: stubborn, dir: folder }));
            await file(folder, "ready");
            const started = Date.now();
            await plugin.stop();
            await running;
            expect(Date.now() - started).to.be.below(5_000);
            await ended(folder);
        },
    },
];

async function file(folder: string, name: string): Promise<void> {
    await waitUntil(async () => existsSync(join(folder, name)));
}

/** A killed process takes a moment to be gone. */
async function ended(folder: string): Promise<void> {
    const child = Number(readFileSync(join(folder, "child"), "utf8"));
    await waitUntil(async () => !alive(child));
}

async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 100; tries++) {
        if (await holds().catch(() => false)) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("what was waited for did not happen within five seconds");
}

/** Whether a process runs; one that has ended, but that nobody has waited for, does not. */
function alive(pid: number): boolean {
    try {
        process.kill(pid, 0);
    } catch {
        return false;
    }
    const status = `/proc/${pid}/status`;
    return !existsSync(status) || !/^State:\s*Z/m.test(readFileSync(status, "utf8"));
}
