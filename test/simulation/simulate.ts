import { median } from "../bench/support/statistics";
import { Chance } from "../support/chance";
import { type Outcome, type Scenario, simulateStep } from "./simulate-step";

/** How often a step ended in which way, as shares of all runs. */
export interface Frequencies {
    readonly abortedEarly: number;
    readonly abortedAtEnd: number;
    readonly promoted: number;
    readonly inconclusive: number;
    /** The middle of the seconds until an abort; undefined when less than half of the runs were aborted. */
    readonly secondsToAbort: number | undefined;
    /** The middle of the requests that failed at the candidate until the step's end. */
    readonly failed: number;
}

/** Lets a step happen many times; the same seed gives the same figures. */
export function simulate(scenario: Scenario, runs: number, seed: number): Frequencies {
    const chance = new Chance(seed);
    const random = () => chance.draw();
    const outcomes = Array.from({ length: runs }, () => simulateStep(scenario, random));
    const share = (end: Outcome["end"]) => outcomes.filter((outcome) => outcome.end === end).length / runs;
    const aborts = outcomes.filter(({ end }) => end === "aborted early" || end === "aborted at the end");
    return {
        abortedEarly: share("aborted early"),
        abortedAtEnd: share("aborted at the end"),
        promoted: share("promoted"),
        inconclusive: share("inconclusive"),
        secondsToAbort: aborts.length * 2 < runs ? undefined : median(aborts.map(({ seconds }) => seconds)),
        failed: median(outcomes.map(({ failed }) => failed)),
    };
}
