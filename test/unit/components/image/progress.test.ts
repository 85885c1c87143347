import { PassThrough, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { expect } from "chai";
import { Progress } from "../../../../components/image/send/progress";

describe("the progress of what is sent", () => {
    it("is told every so many seconds, and never as more than all", async () => {
        const lines: string[] = [];
        let now = 0;
        const progress = new Progress(
            (line) => lines.push(line),
            15,
            () => now,
        );
        progress.begin(3_000_000);
        const source = new PassThrough();
        const sent = pipeline(source, progress.count(), new Writable({ write: (_, __, done) => done() }));
        for (const seconds of [1, 14.9, 15, 29.9, 30, 46]) {
            now = seconds * 1000;
            source.write(Buffer.alloc(600_000));
            await new Promise((go) => setImmediate(go));
        }
        source.end();
        await sent;
        expect(lines).to.deep.equal(["2 of 3 MB sent", "3 of 3 MB sent", "3 of 3 MB sent"]);
    });
});
