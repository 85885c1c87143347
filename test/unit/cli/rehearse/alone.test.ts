import { EventEmitter, once } from "node:events";
import { expect } from "chai";
import { CliError } from "../../../../cli/cli-error";
import { alone } from "../../../../cli/rehearse/alone";
import { TemporaryFolder } from "../../support/temporary-folder";

describe("a rehearsal that another process keeps", () => {
    let folder: TemporaryFolder;
    let begun: string[];
    beforeEach(() => {
        folder = new TemporaryFolder();
        begun = [];
    });
    afterEach(() => folder.remove());

    const rehearse = async (stack: string, name = stack) =>
        await alone(stack, async () => void begun.push(name), folder.path);

    it("is left alone until that one has ended, and those of other stacks go on", async () => {
        const events = new EventEmitter();
        const keep = async () => {
            begun.push("first");
            const ended = once(events, "end");
            events.emit("begun");
            await ended;
        };
        const hasBegun = once(events, "begun");
        const first = alone("production", keep, folder.path);
        await hasBegun;
        const refusal: unknown = await rehearse("production", "second").catch((error: unknown) => error);
        expect(refusal).to.be.instanceOf(CliError);
        expect((refusal as Error).message).to.equal(
            `the rehearsal of production is kept by process ${process.pid}: end it with Ctrl-C there, or enter it by ./slipway rehearse production --shell`,
        );
        await rehearse("staging");
        events.emit("end");
        await first;
        await rehearse("production", "third");
        expect(begun).to.deep.equal(["first", "staging", "third"]);
    });

    it("is nobody's where that one was killed", async () => {
        // No process has so large a number.
        const killed = { pid: 99_999_999, started: "1", released: false };
        folder.write(".slipway/rehearsing/production/1", JSON.stringify(killed));
        await rehearse("production");
        expect(begun).to.deep.equal(["production"]);
    });
});
