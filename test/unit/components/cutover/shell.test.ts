import { closeSync, constants, openSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { runScript } from "../../../../components/cutover/shell";
import { TemporaryFolder } from "../../support/temporary-folder";

describe("a script on a host", () => {
    const folder = new TemporaryFolder();
    after(() => folder.remove());

    const run = (script: string, timeout = 5, input?: string) =>
        runScript(["bash", "-c"], script, { timeout, ...(input === undefined ? {} : { input }) });
    const failure = async (script: string, timeout?: number) =>
        await run(script, timeout).then(
            () => "none",
            (error: unknown) => (error as Error).message,
        );

    it("gets its input, and what it prints comes back as it is", async () => {
        expect(await run("cat; echo noise >&2", 5, "ä\n b")).to.equal("ä\n b");
    });

    it("that does not read its input can end well", async () => {
        expect(await run("exit 0", 5, "x".repeat(1_000_000))).to.equal("");
    });

    it("fails with its last line, or its exit status", async () => {
        expect(await failure("echo one >&2; echo two >&2; exit 3")).to.equal("two");
        expect(await failure("exit 3")).to.equal("exit status 3");
    });

    it("fails when its time is up, though what it has started goes on", async () => {
        const pipe = join(folder.path, "pipe");
        await run(`mkfifo ${pipe}`);
        expect(await failure(`exec cat ${pipe}`, 0.2)).to.equal("no answer within 0.2s");
        expect(await failure(`text=$(cat ${pipe}); echo "$text"`, 0.2)).to.equal("no answer within 0.2s");
        // Somebody who writes, and nothing written: what still reads ends.
        closeSync(openSync(pipe, constants.O_RDWR));
    });

    it("fails where the shell cannot be started", async () => {
        const error: unknown = await runScript(["/nowhere/sh"], "", { timeout: 1 }).then(
            () => undefined,
            (reason: unknown) => reason,
        );
        expect((error as Error).message).to.contain("ENOENT");
    });
});
