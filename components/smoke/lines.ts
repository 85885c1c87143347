import type { Step } from "./plan";
import type { StepOutcome } from "./step";

/** What a step that ended is told as: a line, and where it is red what was expected and found. */
export function stepLines(step: Step, outcome: StepOutcome): readonly string[] {
    const { status, milliseconds, faults, answer } = outcome;
    const request = `${step.method} ${step.path}`;
    const asked = step.name === request ? "" : `${request} → `;
    const head = `${step.name} (${asked}${status ?? "no answer"}, ${milliseconds} ms)`;
    if (faults.length === 0) return [said(`✓ ${head}`)];
    return [
        said(`✗ ${head}`),
        ...faults.map((fault) => said(`    ${fault}`)),
        ...(answer === undefined || answer === "" ? [] : [said(`    the answer: ${answer}`)]),
    ];
}

/** A line of the smoke flows. */
export function said(line: string): string {
    return `smoke: ${line}`;
}
