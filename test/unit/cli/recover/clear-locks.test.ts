import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, utimesSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { processesWithId } from "../../../../cli/recover/candidates";
import { clearLocks } from "../../../../cli/recover/clear-locks";
import { findLocks } from "../../../../cli/recover/find-locks";
import { TemporaryFolder } from "../../support/temporary-folder";

describe("clearing the locks of deployers that were killed", () => {
    let folder: TemporaryFolder;
    beforeEach(() => {
        folder = new TemporaryFolder();
    });
    afterEach(() => folder.remove());

    const lock = (pid: number, host = hostname()) =>
        JSON.stringify({ pid, username: "ann", hostname: host, timestamp: new Date().toISOString() });

    /** Id of a process that has ended, and that its parent has been told of. */
    async function endedProcess(): Promise<number> {
        const child = spawn("true");
        await once(child, "close");
        return child.pid ?? 0;
    }

    it("takes a dead one's away, with Pulumi's file beside it", async () => {
        const pid = await endedProcess();
        folder.write("0f1e.json", lock(pid));
        folder.write("0f1e.json.attrs", "{}");
        const { dead, held } = clearLocks(folder.path);
        expect({ pids: dead.map((one) => one.pid), held }).to.deep.equal({ pids: [pid], held: false });
        expect(readdirSync(folder.path)).to.deep.equal([]);
    });

    it("may be looked for before, which changes nothing", async () => {
        const pid = await endedProcess();
        const paths = ["0f1e.json", "half.json"].map((name) => join(folder.path, name));
        folder.write("0f1e.json", lock(pid));
        folder.write("half.json", '{"pid":1');
        utimesSync(join(folder.path, "half.json"), 1, 1);
        const { dead, held, stale } = findLocks(folder.path);
        expect({ pids: dead.map((one) => one.pid), held, stale }).to.deep.equal({
            ...{ pids: [pid], held: false, stale: paths },
        });
        expect(readdirSync(folder.path)).to.deep.equal(["0f1e.json", "half.json"]);
    });

    it("leaves a living one's and another host's", async () => {
        folder.write("a.json", lock(process.pid));
        folder.write("b.json", lock(await endedProcess(), "another-host"));
        expect(clearLocks(folder.path)).to.deep.equal({ dead: [], held: true });
        expect(readdirSync(folder.path)).to.deep.equal(["a.json", "b.json"]);
    });

    it("takes half a file for a lock while it is young, and then away", () => {
        folder.write("c.json.18d.tmp", '{"pid":1');
        expect(clearLocks(folder.path)).to.deep.equal({ dead: [], held: true });
        utimesSync(join(folder.path, "c.json.18d.tmp"), 1, 1);
        expect(clearLocks(folder.path)).to.deep.equal({ dead: [], held: false });
        expect(readdirSync(folder.path)).to.deep.equal([]);
    });

    it("finds no lock where there never was one", () =>
        expect(clearLocks(join(folder.path, "none"))).to.deep.equal({ dead: [], held: false }));

    // Elsewhere nothing but whether a process is there can be told.
    const onLinux = process.platform === "linux" ? it : it.skip;

    onLinux("takes a process for gone that has ended and that nobody has taken note of", async () => {
        // The shell becomes a program that never asks what became of its child.
        const parent = spawn("sh", ["-c", "sleep 0.3 & echo $!; exec sleep 60"], {
            stdio: ["ignore", "pipe", "ignore"],
        });
        try {
            const [printed] = (await once(parent.stdout, "data")) as [Buffer];
            const pid = Number(printed.toString());
            while (!readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ")) await pause(10);
            expect(processesWithId(pid)).to.deep.equal([]);
        } finally {
            parent.kill("SIGKILL");
        }
    });

    onLinux("knows when a process has started", () => {
        const [self] = processesWithId(process.pid);
        const age = Date.now() - (self?.started.getTime() ?? 0);
        expect(age / 1000).to.be.closeTo(process.uptime(), 3);
    });
});
