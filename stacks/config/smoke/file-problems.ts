import type { ConfigProblem } from "../config-error";
import type { KeyPath } from "../key-path";
import { entriesOf, isMap } from "../raw-values";
import type { FlowFile } from "./flow-file";
import type { SmokeContext } from "./smoke-context";

/** Files of a step that are none, that are nowhere, or that have two contents. */
export function filesProblems(
    step: Record<string, unknown>,
    path: KeyPath,
    problemAt: FlowFile["problemAt"],
    { digest }: Pick<SmokeContext, "digest">,
): readonly ConfigProblem[] {
    if (isMap(step.files) && Object.keys(step.files).length === 0) {
        const mend = "add a file, or write form instead";
        return [problemAt([...path, "files"], { found: "no file", expected: "one file or more", mend })];
    }
    return entriesOf(step.files).flatMap(([field, file]) => {
        if (!isMap(file)) return [];
        const at = [...path, "files", field];
        if ("content" in file === "path" in file) {
            const found = "content" in file ? "both content and path" : "neither content nor path";
            const mend = "write the text as content, or the path of a file";
            return [problemAt(at, { found, expected: "one of content and path", mend })];
        }
        if (typeof file.path !== "string" || digest(file.path) !== undefined) return [];
        return [
            problemAt([...at, "path"], {
                found: `${JSON.stringify(file.path)}, which is no file that can be read`,
                expected: "the path of a file, from the folder of this one",
                mend: "put the file there, or correct the path",
            }),
        ];
    });
}
