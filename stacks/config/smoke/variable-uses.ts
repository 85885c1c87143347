import { referencesIn } from "../../../components/smoke/template";
import type { ConfigProblem } from "../config-error";
import { foundText } from "../found-text";
import type { KeyPath } from "../key-path";
import { nearestName } from "../nearest-name";
import { entriesOf, isMap, itemsOf } from "../raw-values";
import type { FlowFile } from "./flow-file";
import { type SmokeContext, uniqueVariable } from "./smoke-context";

/** Variables of flows that nothing sets, that are used before they are captured, or that are captured over another. */
export function variableUses({ data, problemAt }: FlowFile, context: SmokeContext): readonly ConfigProblem[] {
    const given = [...context.plain, ...context.secrets, uniqueVariable];
    const { flows } = Object.fromEntries(entriesOf(data));
    return itemsOf(flows).flatMap((flow, index) => {
        const { steps, cleanup } = Object.fromEntries(entriesOf(flow));
        const all = [
            ...itemsOf(steps).map((step, at) => ({ step, path: ["flows", index, "steps", at] })),
            ...itemsOf(cleanup).map((step, at) => ({ step, path: ["flows", index, "cleanup", at] })),
        ];
        const captured = all.flatMap(({ step }) => capturedBy(step));
        return all.flatMap(({ step, path }, at) => {
            const before = all.slice(0, at).flatMap((earlier) => capturedBy(earlier.step));
            return [...unknown(step, path, before, captured), ...covered(step, path)];
        });
    });

    function unknown(step: unknown, path: KeyPath, before: readonly string[], captured: readonly string[]) {
        const known = [...given, ...before];
        return textsIn(step, path).flatMap(([at, text]) =>
            [...new Set(referencesIn(text))]
                .filter((reference) => !known.some((name) => reference === `\${${name}}`))
                .map((reference) => problemAt(at, problemOf(reference, known, captured))),
        );
    }

    function covered(step: unknown, path: KeyPath): readonly ConfigProblem[] {
        return capturedBy(step)
            .filter((name) => given.includes(name))
            .map((name) =>
                problemAt([...path, "capture", name], {
                    found:
                        name === uniqueVariable
                            ? "the name of a variable that Slipway sets"
                            : `a variable of the stack`,
                    expected: "a name of its own",
                    mend: "choose another name for what is captured",
                }),
            );
    }
}

function problemOf(reference: string, known: readonly string[], captured: readonly string[]) {
    const name = /^\$\{([A-Za-z_]\w*)\}$/.exec(reference)?.[1];
    if (name !== undefined) return { found: reference, ...reason(name, known, captured) };
    const found = foundText(reference, false);
    return { found, expected: "a variable such as ${NAME}", mend: "write $${ for the text itself" };
}

function reason(name: string, known: readonly string[], captured: readonly string[]) {
    if (captured.includes(name)) {
        const expected = "a variable that an earlier step of this flow captures";
        return { expected, mend: `capture ${name} in a step before this one` };
    }
    const near = nearestName(name, [...known, ...captured]);
    const mend = `set slipway:env.${name} (or slipway:secrets.${name} for a secret), or capture it in an earlier step`;
    return {
        expected: "a variable of slipway:env or slipway:secrets, one captured earlier in this flow, or ${unique}",
        mend: near === undefined ? mend : `did you mean \${${near}}?`,
    };
}

function capturedBy(step: unknown): readonly string[] {
    return isMap(step) ? entriesOf(step.capture).map(([name]) => name) : [];
}

/** All texts into which variables are put, with their paths. */
function textsIn(value: unknown, path: KeyPath): readonly (readonly [path: KeyPath, text: string])[] {
    if (typeof value === "string") return [[path, value]];
    if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, [...path, index]));
    return entriesOf(value)
        .filter(([key]) => !(path.length === 4 && withoutVariables.has(key)) && !isPattern(path, key))
        .flatMap(([key, item]) => textsIn(item, [...path, key]));
}

const withoutVariables = new Set(["name", "host", "capture", "within", "timeout"]);

/** In a pattern, `${` may be meant as it is. */
function isPattern(path: KeyPath, key: string): boolean {
    return key === "matches" && path.length === 7 && path[5] === "json";
}
