import { type Answer, jsonOf } from "./answer";
import { locate } from "./json-path";
import type { Step } from "./plan";

/** What a step takes out of its answer. */
export interface Captured {
    readonly values: Readonly<Record<string, unknown>>;
    /** What was not there, a line each. */
    readonly faults: readonly string[];
}

/** Takes what a step's `capture` names, as far as it is there. */
export function capture(step: Pick<Step, "capture">, answer: Answer): Captured {
    const document = jsonOf(answer);
    const found = Object.entries(step.capture).map(([name, source]) => {
        const header = headerName(source);
        const value = header === undefined ? locate(document, source).value : answer.headers[header];
        return { name, source, value };
    });
    return {
        values: Object.fromEntries(found.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]))),
        faults: found
            .filter(({ value }) => value === undefined)
            .map(({ name, source }) => `expected ${source} to exist, to be kept as ${name}, found nothing`),
    };
}

/** The header, in lower case, that `header.NAME` names; undefined of a JSONPath. */
export function headerName(source: string): string | undefined {
    return /^header\.([\w-]+)$/.exec(source)?.[1]?.toLowerCase();
}
