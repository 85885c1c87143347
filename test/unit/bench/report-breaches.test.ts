import { expect } from "chai";
import type { BreachOutcome } from "../../bench/release/measure-breach";
import { reportBreaches } from "../../bench/release/report-breaches";
import { isOver } from "../../bench/support/result";

describe("the report of the releases that were taken back", () => {
    const outcome: BreachOutcome = {
        ...{ aborted: true, touching: 4, returned: 9 },
        ...{ touched: 81, meanwhile: 801, othersFailed: 0 },
    };

    it("counts what the bad version answered, and bounds the worst run", () => {
        const slower = { ...outcome, returned: 30, touched: 95, meanwhile: 900 };
        const report = reportBreaches([{ errors: 0.05, outcomes: [outcome, slower] }], 0.1);
        expect(report.measures.map(({ table, what, samples, remark = "" }) => [table, what, samples, remark])).to.eql([
            ["first error to the new version's last answer", "a version with 5 % errors", [4, 4], ""],
            ["first error to the command's end, all as before", "a version with 5 % errors", [9, 30], ""],
            [
                "requests that the new version answered",
                "a version with 5 % errors",
                [81, 95],
                "81 of 801, 95 of 900 that came meanwhile",
            ],
        ]);
        expect(report.limits.map(({ value, limit }) => [value, limit])).to.deep.equal([
            [30, 60],
            [5, 2],
        ]);
        expect(report.faults).to.deep.equal([]);
    });

    it("finds a fault in a bad version that was kept, and in requests that the good one lost", () => {
        const outcomes = [{ ...outcome, aborted: false, othersFailed: 2 }];
        expect(reportBreaches([{ errors: 1, outcomes }], 0.1).faults).to.deep.equal([
            "a version with 100 % errors was released",
            "a version with 100 % errors made requests fail that the old version had to answer",
        ]);
    });

    it("finds a fault in a release that failed for another reason", () => {
        const outcomes = [{ ...outcome, touching: Number.NaN, returned: Number.NaN, touched: 0, meanwhile: 0 }];
        const { faults, limits } = reportBreaches([{ errors: 0.2, outcomes }], 0.1);
        expect(faults).to.deep.equal([
            "a version with 20 % errors was taken back before it got a request: nothing was measured",
        ]);
        expect(limits.map(isOver)).to.deep.equal([true, false]);
    });
});
