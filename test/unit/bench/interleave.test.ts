import { expect } from "chai";
import { interleave } from "../../bench/support/interleave";
import { Session } from "../../bench/support/session";

describe("the order of the benchmark's runs", () => {
    const race = async (runs: number, warmUp: boolean) => {
        const lines: string[] = [];
        let count = 0;
        const contestant = (name: string) => ({
            name,
            run: async () => {
                count += 1;
                return count;
            },
            tell: (outcome: number) => `#${outcome}`,
        });
        const session = new Session(runs, (line) => lines.push(line.trim()));
        const outcomes = await interleave(session, [contestant("A"), contestant("B")], warmUp);
        return { outcomes, lines };
    };

    it("is A B A B", async () => {
        expect(await race(2, false)).to.deep.equal({
            outcomes: [
                [1, 3],
                [2, 4],
            ],
            lines: ["run 1 of 2: A #1", "run 1 of 2: B #2", "run 2 of 2: A #3", "run 2 of 2: B #4"],
        });
    });

    it("has a round before that does not count, where one is asked for", async () => {
        expect(await race(1, true)).to.deep.equal({
            outcomes: [[3], [4]],
            lines: ["warm-up: A #1", "warm-up: B #2", "run 1 of 1: A #3", "run 1 of 1: B #4"],
        });
    });
});
