import { expect } from "chai";
import { AnswerLog } from "../../bench/release/answer-log";

describe("the log of a load's answers", () => {
    const answers: readonly (readonly [number, number, string])[] = [
        [1, 200, "a"],
        [4, 200, "b"],
        [2, 500, "b"],
        [3, 200, "a"],
        [5, 502, "Bad Gateway"],
        [7, 200, "b"],
        [6, 500, "b"],
    ];
    const log = new AnswerLog(["a", "b", "c"]);
    for (const [index, [request, status, body]] of answers.entries()) log.take({ request, status, body }, index * 10);

    it("knows when a version answered first and last, which requests, and with an error", () => {
        expect([log.of("a"), log.of("b"), log.of("c"), log.of("Bad Gateway")]).to.deep.equal([
            { firstAt: 0, lastAt: 30, firstErrorAt: undefined, requests: [1, 3], count: 2 },
            { firstAt: 10, lastAt: 60, firstErrorAt: 20, requests: [2, 7], count: 4 },
            undefined,
            undefined,
        ]);
    });

    it("knows when any other version last answered", () => {
        expect(["a", "b", "c"].map((version) => log.lastOfOthers(version))).to.deep.equal([60, 30, 60]);
        expect(new AnswerLog(["a"]).lastOfOthers("a")).to.equal(undefined);
    });
});
