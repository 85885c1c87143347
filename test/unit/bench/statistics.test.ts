import { expect } from "chai";
import { differences, median } from "../../bench/support/statistics";

describe("statistics of the benchmark", () => {
    const cases: readonly (readonly [numbers: readonly number[], middle: number])[] = [
        [[3], 3],
        [[9, 1, 5], 5],
        [[10, 2, 4, 100], 7],
        [[100, 20, 3], 20],
    ];
    for (const [numbers, middle] of cases) {
        it(`finds ${middle} in the middle of ${numbers.join(", ")}`, () => expect(median(numbers)).to.equal(middle));
    }

    it("knows no middle of nothing", () => expect(median([])).to.be.NaN);

    it("leaves the numbers in their order", () => {
        const numbers = [3, 1, 2];
        median(numbers);
        expect(numbers).to.deep.equal([3, 1, 2]);
    });

    it("takes one series from another run by run, as far as both go", () => {
        expect(differences([10, 20, 30], [1, 2])).to.deep.equal([9, 18]);
    });
});
