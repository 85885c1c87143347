import { expect } from "chai";
import { humanDuration } from "../../../toolchain/duration";

describe("a duration", () => {
    const cases: [milliseconds: number, words: string][] = [
        [0, "0.0s"],
        [420, "0.4s"],
        [9_949, "9.9s"],
        [9_960, "10s"],
        [59_499, "59s"],
        [59_600, "1m00s"],
        [220_000, "3m40s"],
        [3_599_600, "1h00m"],
        [3_725_000, "1h02m"],
    ];
    for (const [milliseconds, words] of cases) {
        it(`of ${milliseconds} ms is ${words}`, () => {
            expect(humanDuration(milliseconds)).to.equal(words);
        });
    }
});
