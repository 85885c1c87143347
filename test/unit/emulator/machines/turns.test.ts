import { expect } from "chai";
import { Turns } from "../../../../emulator/machines/turns";

describe("turns", () => {
    it("are taken one after another by work about the same thing, and side by side by other", async () => {
        const turns = new Turns();
        const events: string[] = [];
        const gates = new Map<string, () => void>();
        const work = (name: string) => async () => {
            events.push(`${name} begins`);
            await new Promise<void>((resolve) => gates.set(name, resolve));
            events.push(`${name} ends`);
            return name;
        };
        const results = [turns.take("a", work("a1")), turns.take("a", work("a2")), turns.take("b", work("b1"))];
        await new Promise((resolve) => setImmediate(resolve));
        gates.get("b1")?.();
        await results[2];
        gates.get("a1")?.();
        await results[0];
        await new Promise((resolve) => setImmediate(resolve));
        gates.get("a2")?.();
        expect(await Promise.all(results)).to.deep.equal(["a1", "a2", "b1"]);
        expect(events).to.deep.equal(["a1 begins", "b1 begins", "b1 ends", "a1 ends", "a2 begins", "a2 ends"]);
    });

    it("go on after work that failed", async () => {
        const turns = new Turns();
        const failed = turns.take("a", () => Promise.reject(new Error("no")));
        const next = turns.take("a", () => Promise.resolve("yes"));
        expect(await failed.catch((error: Error) => error.message)).to.equal("no");
        expect(await next).to.equal("yes");
    });
});
