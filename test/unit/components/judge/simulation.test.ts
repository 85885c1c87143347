import { expect } from "chai";
import { defaultLimits } from "../../../../components/judge/limits";
import { simulate } from "../../../simulation/simulate";
import type { Scenario } from "../../../simulation/simulate-step";

/** The bounds that docs/canary-analysis.md promises, on fewer runs. */
describe("how often the judge is wrong", () => {
    const slowShare = 0.01;
    const step: Scenario = {
        ...{ requestsPerSecond: 20, weight: 10, time: 120, limits: defaultLimits },
        candidate: { errorRate: 0.001, slowShare },
        baseline: { errorRate: 0.001, slowShare },
    };
    const aborted = (scenario: Scenario): number => {
        const { abortedEarly, abortedAtEnd } = simulate(scenario, 1_000, 7);
        return abortedEarly + abortedAtEnd;
    };
    const promoted = (errorRate: number): number =>
        simulate({ ...step, candidate: { errorRate, slowShare } }, 1_000, 7).promoted;

    it("a good version is hardly ever aborted", () => expect(aborted(step)).to.be.below(0.005));

    it("one that is exactly at the limit is aborted in less than 5 of 100 steps, though looked at every second", () => {
        const atLimit = { errorRate: 0.01, slowShare };
        const limits = { errorRate: 0.01, requests: 50 };
        expect(aborted({ ...step, limits, candidate: atLimit, baseline: atLimit })).to.be.below(0.05);
    });

    it("the mend of a version that is over the default limit is hardly ever kept back by it", () => {
        const mend = { ...step, candidate: { errorRate: 0.02, slowShare }, baseline: { errorRate: 0.03, slowShare } };
        expect(simulate(mend, 1_000, 7).promoted).to.be.above(0.99);
    });

    it("a bad version is hardly ever promoted", () => expect(promoted(0.05)).to.be.below(0.005));

    it("one that always fails is aborted after a second, at the first look", () => {
        const failing = { ...step, requestsPerSecond: 200, candidate: { errorRate: 1, slowShare } };
        expect(simulate(failing, 10, 7)).to.include({ abortedEarly: 1, secondsToAbort: 1 });
    });

    it("the same seed gives the same figures", () => {
        expect(simulate(step, 50, 1)).to.deep.equal(simulate(step, 50, 1));
        expect(simulate(step, 50, 1)).not.to.deep.equal(
            simulate({ ...step, candidate: { errorRate: 1, slowShare } }, 50, 1),
        );
    });
});
