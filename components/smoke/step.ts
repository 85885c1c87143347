import { setTimeout as pause } from "node:timers/promises";
import type { Answer } from "./answer";
import { ask } from "./ask";
import { encodeBody } from "./body";
import { capture } from "./capture";
import { judge } from "./judge";
import { endOfBody, mask, secretValues } from "./mask";
import type { SmokeRun, Step } from "./plan";
import { fill, fillPath, type Values } from "./template";

/** How a step went. */
export interface StepOutcome {
    /** Status of the last answer; none when there was no answer. */
    readonly status?: number;
    /** From the first request to the last answer. */
    readonly milliseconds: number;
    /** What was expected and what was found, a line each; secrets hidden; none when all was well. */
    readonly faults: readonly string[];
    /** The end of the last answer's body, secrets hidden; absent when all was well. */
    readonly answer?: string;
    readonly captured: Values;
}

/** Where a step is sent to, and until when. */
export interface StepContext {
    readonly run: Pick<SmokeRun, "address" | "port" | "byName" | "secrets">;
    readonly values: Values;
    readonly signal: AbortSignal;
}

interface Attempt {
    readonly answer?: Answer;
    readonly faults: readonly string[];
    readonly captured: Values;
}

/** Sends a step's request, again and again where it has time for that, and holds the answer to what is expected. */
export async function runStep(step: Step, context: StepContext): Promise<StepOutcome> {
    const began = performance.now();
    const left = () => (step.within ?? 0) - (performance.now() - began) / 1000;
    let last = await attempt(step, context, step.timeout);
    while (last.faults.length > 0 && left() > 0 && !context.signal.aborted) {
        await pause(Math.min(250, left() * 1000), undefined, { signal: context.signal }).catch(() => {});
        // The last question comes at the very end, and gets a moment for its answer.
        last = await attempt(step, context, Math.min(step.timeout, Math.max(left(), 1)));
    }
    const { answer, captured } = last;
    const secrets = secretsOf(context, captured);
    const faults = last.faults.map((fault) => mask(fault, secrets));
    const red = faults.length > 0;
    return {
        ...(answer === undefined ? {} : { status: answer.status }),
        milliseconds: Math.round(performance.now() - began),
        faults: red && step.within !== undefined ? [...faults, `asked again for ${step.within}s`] : faults,
        ...(red && answer !== undefined ? { answer: endOfBody(answer.body, secrets) } : {}),
        captured,
    };
}

async function attempt(step: Step, context: StepContext, timeout: number): Promise<Attempt> {
    const { run, values, signal } = context;
    try {
        const body = step.body === undefined ? undefined : await encodeBody(step.body, values);
        const own = Object.entries(step.headers).map(([name, value]) => [name.toLowerCase(), fill(value, values)]);
        const answer = await ask({
            ...{ address: run.address, port: run.port, method: step.method, timeout, signal },
            ...(run.byName === undefined ? {} : { byName: run.byName }),
            path: fillPath(step.path, values),
            headers: {
                host: step.host,
                ...(body === undefined ? {} : { "content-type": body.type }),
                ...Object.fromEntries(own),
            },
            ...(body === undefined ? {} : { body: body.bytes }),
        });
        const { values: captured, faults } = capture(step, answer);
        const broken = judge(step.expect, answer, values, secretsOf(context, captured));
        // Of an answer that is wrong anyway, what is missing in it tells nothing more.
        return { answer, captured, faults: broken.length > 0 ? broken : faults };
    } catch (error) {
        return { faults: [error instanceof Error ? error.message : String(error)], captured: {} };
    }
}

/** What a step's own answer gave may be secret too. */
function secretsOf({ values, run }: StepContext, captured: Values): readonly string[] {
    return secretValues({ ...values, ...captured }, run.secrets);
}
