import { expect } from "chai";
import { Interrupted, Session } from "../../bench/support/session";

describe("a session of the benchmark", () => {
    const here = { cwd: __dirname, env: process.env };

    it("gives what a command printed", async () => {
        const session = new Session(1, () => {});
        expect(
            (await session.run(["sh", "-c", "echo out; echo err >&2"], here)).output.split("\n").sort(),
        ).to.deep.equal(["", "err", "out"]);
    });

    it("hands over what a command is to read, or nothing", async () => {
        const session = new Session(1, () => {});
        expect((await session.run(["cat"], { ...here, input: "5f1c9a" })).output).to.equal("5f1c9a");
        expect((await session.run(["cat"], here)).output).to.equal("");
        const large = { ...here, input: "x".repeat(1_000_000) };
        expect((await session.run(["true"], large)).output).to.equal("");
    });

    it("says of one that failed how, and what it printed", async () => {
        const failed = await new Session(1, () => {}).run(["sh", "-c", "echo why; exit 3"], here).catch(String);
        expect(failed).to.equal("Error: sh -c echo why; exit 3 exited with 3:\nwhy\n");
    });

    it("ends what runs when it is interrupted, begins nothing new, and removes the last first", async () => {
        const lines: string[] = [];
        const session = new Session(1, (line) => lines.push(line));
        const interrupt = () => session.interrupt();
        const running = session.run(["sh", "-c", "exec sleep 60"], { ...here, started: interrupt });
        expect(await running.catch((error: unknown) => error)).to.be.instanceOf(Interrupted);
        expect(await session.run(["true"], here).catch((error: unknown) => error)).to.be.instanceOf(Interrupted);

        session.atEnd(async () => {
            await session.run(["true"], here);
            lines.push("first");
        });
        session.atEnd(async () => {
            throw new Error("stuck");
        });
        session.atEnd(async () => {
            session.interrupt();
            lines.push("last");
        });
        await session.end();
        expect(lines).to.deep.equal([
            "removing what was made; please wait …",
            "last",
            "not removed: Error: stuck",
            "first",
        ]);
    });
});
