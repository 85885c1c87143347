import { said, stepLines } from "./lines";
import type { Flow, SmokeRun, Step } from "./plan";
import type { FlowResult, RunOptions, StepResult } from "./results";
import { runStep } from "./step";
import { type Values, variablesInside } from "./template";

/** Seconds that the cleanup of an interrupted flow may take. */
const cleanupLimit = 10;

/** Runs a flow's steps until one is red, and then its cleanup. */
export async function runFlow(flow: Flow, run: SmokeRun, options: RunOptions): Promise<FlowResult> {
    const { report, signal } = options;
    const steps: StepResult[] = [];
    let values: Values = { ...run.values, unique: options.unique };
    report(said(flow.name));

    for (const step of flow.steps) {
        if (!(await take(step, signal))) break;
    }
    // What was made is removed also where the flow is interrupted, in a time of its own.
    const end = cleanupSignal(signal);
    for (const step of flow.cleanup) {
        if (variablesInside(step).every((name) => Object.hasOwn(values, name))) await take(step, end.signal);
    }
    end.dispose();
    return { name: flow.name, green: steps.every(({ green }) => green), steps };

    async function take(step: Step, until: AbortSignal): Promise<boolean> {
        const outcome = await runStep(step, { run, values, signal: until });
        // An answer that is not as expected may have made something all the same.
        values = { ...values, ...outcome.captured };
        for (const line of stepLines(step, outcome)) report(line);
        const green = outcome.faults.length === 0;
        steps.push({
            name: step.name,
            request: `${step.method} ${step.path}`,
            green,
            ...(outcome.status === undefined ? {} : { status: outcome.status }),
            milliseconds: outcome.milliseconds,
            faults: outcome.faults,
        });
        return green;
    }
}

/** A signal that comes some seconds after another one. */
function cleanupSignal(interrupted: AbortSignal): { readonly signal: AbortSignal; readonly dispose: () => void } {
    const late = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const start = () => {
        timer = setTimeout(() => late.abort(), cleanupLimit * 1000);
    };
    if (interrupted.aborted) start();
    else interrupted.addEventListener("abort", start, { once: true });
    return {
        signal: late.signal,
        dispose: () => {
            clearTimeout(timer);
            interrupted.removeEventListener("abort", start);
        },
    };
}
