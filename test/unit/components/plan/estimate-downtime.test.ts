import { expect } from "chai";
import { estimateDowntime } from "../../../../components/plan/estimate-downtime";
import { timeInWords } from "../../../../components/plan/time-in-words";
import { service } from "../../../compose/support/load";

describe("the downtime of a service that is stopped first", () => {
    const cases: readonly (readonly [lines: string, seconds: number])[] = [
        ["", 3],
        ["healthcheck: { test: [NONE] }", 3],
        ["healthcheck: { test: [CMD, ready] }", 31],
        ["healthcheck: { test: [CMD, ready], interval: 500ms }", 2],
        ["healthcheck: { test: [CMD, ready], interval: 1m30s }", 91],
    ];
    for (const [lines, seconds] of cases) {
        it(`is ${seconds} s with ${JSON.stringify(lines)}`, () => {
            expect(estimateDowntime(service(lines))).to.deep.equal({ seconds, basis: "estimated" });
        });
    }
});

describe("a time in words", () => {
    const cases: readonly (readonly [seconds: number, words: string])[] = [
        [0.5, "500ms"],
        [1.5, "1.5s"],
        [30, "30s"],
        [60, "1m"],
        [90, "1m30s"],
        [7200, "2h"],
        [5425.5, "1h30m25.5s"],
    ];
    for (const [seconds, words] of cases) {
        it(`is ${words} for ${seconds} s`, () => {
            expect(timeInWords(seconds)).to.equal(words);
        });
    }
});
