import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { withLock } from "../../../toolchain/setup-lock";

describe("the lock of a set-up", () => {
    let folder: string;
    let lock: string;
    let notes: string;

    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), "slipway-lock-"));
        lock = join(folder, "lock");
        notes = join(folder, "notes");
        await writeFile(notes, "");
    });

    afterEach(() => rm(folder, { recursive: true, force: true }));

    const quick = { onWait: () => undefined, poll: 2 };
    const hold = (milliseconds: number): ChildProcess =>
        spawn(
            process.execPath,
            ["--import", "tsx", join(__dirname, "lock-holder.ts"), lock, notes, `${milliseconds}`],
            {
                stdio: "inherit",
            },
        );
    const noted = async () => (await readFile(notes, "utf8")).trimEnd().split("\n");
    const until = async (condition: () => Promise<boolean>) => {
        for (const end = Date.now() + 8_000; !(await condition()); await pause(10)) {
            if (Date.now() > end) throw new Error("did not come about");
        }
    };

    it("gives back what the work gave, and lets errors through", async () => {
        expect(await withLock(lock, quick, async () => 7)).to.equal(7);
        const failed = await withLock(lock, quick, () => Promise.reject(new Error("no"))).catch((error) => error);
        expect(failed.message).to.equal("no");
        expect(await withLock(lock, quick, async () => 8)).to.equal(8);
    });

    it("lets one in at a time, and tells those who wait whom for", async () => {
        let inside = 0;
        const waitedFor: number[] = [];
        const work = async () => {
            expect(++inside).to.equal(1);
            await pause(15);
            inside--;
        };
        const options = { onWait: (pid: number) => waitedFor.push(pid), poll: 2 };
        await Promise.all(Array.from({ length: 6 }, () => withLock(lock, options, work)));
        expect(new Set(waitedFor)).to.deep.equal(new Set([process.pid]));
        expect(waitedFor).to.have.lengthOf(5);
    });

    it("holds between processes", async () => {
        const processes = [hold(60), hold(60), hold(60)];
        await Promise.all(processes.map((child) => once(child, "exit")));
        const lines = await noted();
        expect(lines).to.have.lengthOf(6);
        for (const index of [0, 2, 4]) {
            expect(lines[index + 1]).to.equal(lines[index]?.replace("in", "out"));
        }
    });

    it("is taken over from a process that died, by exactly one of those that wait", async () => {
        const victim = hold(60_000);
        await until(async () => (await noted()).includes(`in ${victim.pid}`));
        let inside = 0;
        const work = async () => {
            expect(++inside).to.equal(1);
            await pause(5);
            inside--;
        };
        const others = Array.from({ length: 5 }, () => withLock(lock, quick, work));
        victim.kill("SIGKILL");
        await Promise.all(others);
    });

    it("is not held by another process that got a dead one's id", async () => {
        await mkdir(lock);
        await writeFile(join(lock, "4"), JSON.stringify({ pid: process.pid, started: "1", released: false }));
        expect(await withLock(lock, quick, async () => "in")).to.equal("in");
    });

    it("leaves one small file behind, however often it was taken", async () => {
        for (let round = 0; round < 5; round++) await withLock(lock, quick, async () => undefined);
        expect(await readdir(lock)).to.deep.equal(["5"]);
    });
});
