import { expect } from "chai";
import { evidence, upperTail } from "../../../../components/judge/binomial";

describe("the exact binomial test", () => {
    // From exact rational arithmetic.
    const tails: readonly (readonly [number, number, number, number])[] = [
        [0, 10, 0.01, 1.0],
        [1, 10, 0.01, 0.09561792499119551],
        [3, 10, 0.01, 0.00011384911790577964],
        [5, 5, 0.01, 1e-10],
        [8, 240, 0.01, 0.003151017540187903],
        [2, 240, 0.01, 0.6930898814132513],
        [24, 2400, 0.01, 0.5275583940352313],
        [40, 2400, 0.01, 0.0016422533810194957],
        [3, 3, 0.5, 0.125],
        [11, 10, 0.5, 0.0],
        [1, 10, 0, 0.0],
        [10, 10, 1, 1.0],
        [60, 100, 0.5, 0.028443966820490395],
    ];
    for (const [hits, trials, probability, expected] of tails) {
        it(`at least ${hits} of ${trials} at ${probability}: ${expected}`, () => {
            expect(upperTail(hits, trials, probability)).to.be.closeTo(expected, Math.max(expected * 1e-9, 1e-300));
        });
    }
});

describe("evidence that may be looked at again and again", () => {
    for (const probability of [0, 0.01, 0.05, 0.5, 1]) {
        it(`is 1 before the first trial, at ${probability}`, () => expect(evidence(0, 0, probability)).to.equal(1));
    }

    for (const probability of [0.001, 0.01, 0.05, 0.5, 0.95]) {
        it(`gains nothing on the average while it is not so, at ${probability}`, () => {
            for (const [hits, trials] of [
                [0, 0],
                [0, 30],
                [3, 30],
                [20, 400],
            ] as const) {
                const expected =
                    probability * evidence(hits + 1, trials + 1, probability) +
                    (1 - probability) * evidence(hits, trials + 1, probability);
                const now = evidence(hits, trials, probability);
                expect(expected / now).to.be.closeTo(1, 1e-9);
            }
        });
    }

    it("grows with every hit and falls with every miss", () => {
        expect(evidence(4, 10, 0.01)).to.be.above(evidence(3, 10, 0.01));
        expect(evidence(3, 11, 0.01)).to.be.below(evidence(3, 10, 0.01));
    });
});
