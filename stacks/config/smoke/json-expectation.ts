import type { JsonExpectation } from "../../../components/smoke/plan";
import { isMap } from "../raw-values";

/** Reads what is expected at a JSONPath: a map with `matches` or `exists` alone is no value but a question. */
export function readExpectation(value: unknown): JsonExpectation {
    if (isMap(value) && Object.keys(value).length === 1) {
        if (typeof value.matches === "string") return { matches: value.matches };
        if (typeof value.exists === "boolean") return { exists: value.exists };
    }
    return { equals: value };
}

/** What is wrong with such a question, to follow "found"; undefined of one that is right, and of a plain value. */
export function expectationFault(value: unknown): string | undefined {
    if (!isMap(value)) return undefined;
    const keys = Object.keys(value);
    if (keys.length === 0 || !keys.every((key) => key === "matches" || key === "exists")) return undefined;
    if (keys.length > 1) return "both matches and exists";
    const expectation = readExpectation(value);
    if ("exists" in expectation) return undefined;
    if (!("matches" in expectation)) return `a value of ${keys[0]} that is none`;
    try {
        new RegExp(expectation.matches, "u");
        return undefined;
    } catch {
        return `${JSON.stringify(expectation.matches)}, which is no regular expression`;
    }
}
