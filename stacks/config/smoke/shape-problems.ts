import { z } from "zod";
import type { ConfigProblem } from "../config-error";
import { noteOf, schemaAt, unwrap } from "../field";
import { foundText } from "../found-text";
import { formatPath, type KeyPath } from "../key-path";
import { nearestName } from "../nearest-name";
import type { FlowFile } from "./flow-file";
import { smokeSchema } from "./smoke-schema";

/** Turns what the schema refused into problems that say what to write instead. */
export function shapeProblems(
    { data, problemAt }: FlowFile,
    issues: readonly z.core.$ZodIssue[],
): readonly ConfigProblem[] {
    return issues.flatMap((issue) => {
        const path = issue.path.filter((step) => typeof step !== "symbol");
        if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(path, key));
        return issue.code === "invalid_key" ? badName(path) : badValue(path);
    });

    function badValue(path: KeyPath): ConfigProblem {
        const { expected, example } = nearestNote(path);
        const mend = `write for example ${example}`;
        return problemAt(path, { found: foundText(valueAt(data, path), false), expected, mend });
    }

    function badName(path: KeyPath): ConfigProblem {
        const found = `the name ${JSON.stringify(path.at(-1))}`;
        return problemAt(path, {
            found,
            expected: path.at(-2) === "capture" ? "letters, digits and _, with no digit first" : "a name of a header",
            mend: "rename it",
        });
    }

    function unknownKey(parent: KeyPath, key: string): ConfigProblem {
        const schema = unwrap(schemaAt(smokeSchema, parent) ?? smokeSchema);
        const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
        const near = nearestName(key, known);
        return problemAt([...parent, key], {
            found: "a key that Slipway does not know",
            expected: `one of ${known.join(", ")}`,
            mend: near === undefined ? "remove it" : `did you mean ${formatPath([...parent, near])}?`,
        });
    }
}

/** A part of a value is told of as the whole. */
function nearestNote(path: KeyPath): { readonly expected: string; readonly example: string } {
    const note = noteOf(schemaAt(smokeSchema, path) ?? smokeSchema);
    const inside = schemaAt(smokeSchema, path) !== undefined && note !== undefined;
    return inside || path.length === 0 ? (note ?? { expected: "", example: "" }) : nearestNote(path.slice(0, -1));
}

function valueAt(data: unknown, [step, ...rest]: KeyPath): unknown {
    if (step === undefined) return data;
    const isThere = typeof data === "object" && data !== null && Object.hasOwn(data, step);
    return isThere ? valueAt((data as Record<string | number, unknown>)[step], rest) : undefined;
}
