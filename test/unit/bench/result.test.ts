import { expect } from "chai";
import { type CaseResult, exitCodeOf, isOver, type Measure, ratioOf } from "../../bench/support/result";

describe("results of the benchmark", () => {
    const measure = (what: string, samples: readonly number[], against?: string): Measure => ({
        ...{ what, unit: "s", samples },
        ...(against === undefined ? {} : { against }),
    });
    const result = (value: number, faults: readonly string[] = []): CaseResult => ({
        ...{ name: "release", title: "a release", measures: [], notes: [], faults },
        limits: [{ what: "ratio", value, limit: 1.3 }],
    });
    const failure = { name: "start", title: "a start", reason: "the engine does not answer" };

    it("divides medians", () => {
        const all = [measure("peer", [1, 2, 9]), measure("ours", [30, 3, 2], "peer")];
        expect(all.map((one) => ratioOf(one, all))).to.deep.equal([undefined, 1.5]);
    });

    it("lets a value reach its limit; what is no number is over it", () => {
        const over = [1.2, 1.3, 1.301, Number.NaN].map((value) => isOver({ what: "", value, limit: 1.3 }));
        expect(over).to.deep.equal([false, false, true, true]);
    });

    const codes: readonly (readonly [string, Parameters<typeof exitCodeOf>[0], boolean, number])[] = [
        ["all within their limits", [result(1.3)], true, 0],
        ["one over its limit", [result(1), result(1.4)], false, 0],
        ["one over its limit, strictly", [result(1), result(1.4)], true, 2],
        ["one not measured", [result(1), failure], false, 1],
        ["one that lost requests, strictly", [result(1.4), result(1, ["3 failed"])], true, 1],
    ];
    for (const [what, results, strict, code] of codes) {
        it(`exits with ${code}: ${what}`, () => expect(exitCodeOf(results, strict)).to.equal(code));
    }
});
