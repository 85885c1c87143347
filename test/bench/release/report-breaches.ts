import type { CaseResult } from "../support/result";
import type { BreachOutcome } from "./measure-breach";

/** The releases of one bad version. */
export interface Breaches {
    /** Share of its answers that are errors, 0 to 1. */
    readonly errors: number;
    readonly outcomes: readonly BreachOutcome[];
}

/** Seconds that an abort may take, with everything put back. */
const returnLimit = 60;

/** A share of n requests dealt out in turn may be one more at either end. */
const rounding = 2;

/**
 * What the aborted releases came to.
 *
 * @param weight share of the requests that a canary gets at first, 0 to 1
 */
export function reportBreaches(all: readonly Breaches[], weight: number): Omit<CaseResult, "name" | "title"> {
    const outcomes = all.flatMap((one) => one.outcomes);
    const name = ({ errors }: Breaches) => `a version with ${percent(errors)} errors`;
    const table = (heading: string, unit: "s" | "requests", field: "touching" | "returned" | "touched") =>
        all.map((one) => ({
            ...{ table: heading, what: name(one), unit, samples: one.outcomes.map((outcome) => outcome[field]) },
            ...(field === "touched" ? { remark: shares(one.outcomes) } : {}),
        }));
    const excess = outcomes.map(({ touched, meanwhile }) => touched - weight * meanwhile);
    const faults = (wrong: (outcome: BreachOutcome) => boolean, text: string) =>
        all.filter((one) => one.outcomes.some(wrong)).map((one) => `${name(one)} ${text}`);
    return {
        measures: [
            ...table("first error to the new version's last answer", "s", "touching"),
            ...table("first error to the command's end, all as before", "s", "returned"),
            ...table("requests that the new version answered", "requests", "touched"),
        ],
        limits: [
            {
                what: "seconds from the first error until all is as before, the longest",
                value: Math.max(...outcomes.map(({ returned }) => returned)),
                limit: returnLimit,
            },
            {
                what: `requests that it answered beyond ${percent(weight)} of those that came meanwhile, the most`,
                value: Math.max(...excess),
                limit: rounding,
            },
        ],
        notes: [
            "meanwhile: from the first request that the new version answered to the last",
            "each run ends with a good release by the same stack, which is not counted",
        ],
        faults: [
            ...faults(({ aborted }) => !aborted, "was released"),
            ...faults(({ touched }) => touched === 0, "was taken back before it got a request: nothing was measured"),
            ...faults(({ othersFailed }) => othersFailed > 0, "made requests fail that the old version had to answer"),
        ],
    };
}

function shares(outcomes: readonly BreachOutcome[]): string {
    const texts = outcomes.map(({ touched, meanwhile }) => `${touched} of ${meanwhile}`);
    return `${texts.join(", ")} that came meanwhile`;
}

function percent(share: number): string {
    return `${Math.round(share * 100)} %`;
}
