import type { CutOverPlan, CutOverStep } from "../components/cutover/plan";
import { defaultLimits, type Limits } from "../components/judge/limits";
import type { StackConfig } from "./config";

/** How requests are led over to a new version step by step, and what ends that. */
export type Canary = Pick<CutOverPlan, "steps" | "limits" | "inconclusive">;

const defaultSteps: readonly CutOverStep[] = [
    { weight: 10, seconds: 120 },
    { weight: 50, seconds: 120 },
];

/** The steps and limits of a stack's canary releases, with what is left out filled in; the last step has weight 100. */
export function canaryOf({ steps, abortWhen, inconclusive }: StackConfig["release"]): Canary {
    const written = steps?.map(({ weight, for: seconds }) => ({ weight, seconds })) ?? defaultSteps;
    const isWhole = written.at(-1)?.weight === 100;
    return {
        steps: isWhole ? written : [...written, { weight: 100, seconds: 0 }],
        limits: limitsOf(abortWhen),
        inconclusive: inconclusive ?? "abort",
    };
}

function limitsOf(written: StackConfig["release"]["abortWhen"]): Limits {
    return written?.errorRate === undefined ? { ...defaultLimits, ...written } : written;
}
