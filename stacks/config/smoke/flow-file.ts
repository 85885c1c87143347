import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { ConfigProblem } from "../config-error";
import { formatPath, type KeyPath } from "../key-path";

/** What the text of a file of flows holds, and where. */
export interface FlowFile {
    /** Undefined when the text is no YAML. */
    readonly data: unknown;
    /** Makes a problem of what was found at a path. */
    readonly problemAt: (path: KeyPath, what: Pick<ConfigProblem, "found" | "expected" | "mend">) => ConfigProblem;
    /** What is wrong with the text as YAML. */
    readonly problems: readonly ConfigProblem[];
}

/**
 * Reads the YAML of a file of flows.
 * @param file its name for messages
 */
export function readFlowFile(text: string, file: string): FlowFile {
    const counter = new LineCounter();
    const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
    const lines = new Map<string, number>();
    const problems: ConfigProblem[] = [];
    const problemAt: FlowFile["problemAt"] = (path, what) => {
        const line = nearestLine(lines, path);
        return { file, ...(line !== undefined && { line }), path: formatPath(path), ...what };
    };
    for (const { pos, code } of [...document.errors, ...document.warnings]) {
        const found = `no YAML (${code.toLowerCase().replaceAll("_", " ")})`;
        const { line } = counter.linePos(pos[0]);
        problems.push({ file, line, path: "", found, expected: "a map in YAML", mend: "correct the line" });
    }
    if (problems.length > 0) return { data: undefined, problemAt, problems };

    const visit = (path: KeyPath, node: unknown, offset: number | undefined): void => {
        if (offset !== undefined) lines.set(formatPath(path), counter.linePos(offset).line);
        if (isScalar(node) && isRewritten(node)) {
            const found = `${node.source}, which YAML reads as the number ${node.value}`;
            const mend = `write "${node.source}" in quotes`;
            problems.push(problemAt(path, { found, expected: "a number as it is written, or a text", mend }));
        }
        for (const [step, value, at] of childrenOf(node)) {
            visit([...path, step], value, at);
            // What reads a map leaves this one out without a word.
            if (step === "__proto__") {
                const found = "a name that a map cannot have";
                problems.push(problemAt([...path, step], { found, expected: "another name", mend: "rename it" }));
            }
        }
    };
    visit([], document.contents, 0);
    try {
        return { data: document.toJS() as unknown, problemAt, problems };
    } catch (error) {
        // An alias of something that is nowhere, or too many of them.
        const found = `no YAML (${error instanceof Error ? error.message : String(error)})`;
        const problem = problemAt([], {
            found,
            expected: "a map in YAML",
            mend: "write the value in place of the alias",
        });
        return { data: undefined, problemAt, problems: [problem] };
    }
}

/** A telephone number, or digits with zeros in front, which as a number would lose something. */
function isRewritten({ value, source }: { readonly value: unknown; readonly source?: string }): boolean {
    if (typeof value !== "number" || source === undefined) return false;
    return /^\+|^-?0\d|^0[xo]/.test(source) || (Number.isInteger(value) && !Number.isSafeInteger(value));
}

function nearestLine(lines: ReadonlyMap<string, number>, path: KeyPath): number | undefined {
    for (let length = path.length; length >= 0; length--) {
        const line = lines.get(formatPath(path.slice(0, length)));
        if (line !== undefined) return line;
    }
    return undefined;
}

function childrenOf(node: unknown): [step: string | number, value: unknown, offset: number | undefined][] {
    if (isSeq(node)) return node.items.map((item, index) => [index, item, offsetOf(item)]);
    if (!isMap(node)) return [];
    return node.items.map(({ key, value }) => [String(isScalar(key) ? key.value : key), value, offsetOf(key)]);
}

function offsetOf(node: unknown): number | undefined {
    return isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
}
