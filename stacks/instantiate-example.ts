import { isMap, isScalar, type Pair, parseDocument, visit } from "yaml";

/** A stack's file made from the example, and what has to be encrypted into it afterwards. */
export interface InstantiatedExample {
    /** Text of the new stack's file; the secrets are not in it. */
    readonly text: string;
    /**
     * Each to be given, by standard input, to `pulumi config set --secret --path PATH --stack STACK`:
     * on the command line any user of the machine could read it.
     */
    readonly secrets: readonly { readonly path: string; readonly value: string }[];
}

const mark = "${random}";

/**
 * Fills in the values that an example leaves to chance, which it writes as `${random}`. Everything else, comments too,
 * stays as it is.
 * @param random draws as many lower-case letters and digits as asked for
 */
export function instantiateExample(example: string, random: (characters: number) => string): InstantiatedExample {
    const edits: Edit[] = [];
    const secrets: { path: string; value: string }[] = [];
    visit(parseDocument(example), {
        Pair(_, pair) {
            const key = keyOf(pair);
            if (key === "slipway:secrets" && isMap(pair.value)) {
                const drawn = pair.value.items.filter(isRandom);
                secrets.push(...drawn.map((entry) => ({ path: `${key}.${keyOf(entry)}`, value: random(32) })));
                edits.push(...drawn.map((entry) => ({ ...linesOf(example, entry), text: "" })));
                return visit.SKIP;
            }
            // In quotes: YAML takes some such texts, 12e4 or null, for something else.
            if (isRandom(pair)) edits.push({ ...rangeOf(pair.value), text: `"${random(4)}"` });
            return undefined;
        },
    });
    return { text: edits.sort((a, b) => b.start - a.start).reduce(apply, example), secrets };
}

interface Edit {
    readonly start: number;
    readonly end: number;
    readonly text: string;
}

function keyOf(pair: Pair<unknown, unknown>): string {
    return String(isScalar(pair.key) ? pair.key.value : pair.key);
}

function isRandom(pair: Pair<unknown, unknown>): boolean {
    return isScalar(pair.value) && pair.value.value === mark;
}

function rangeOf(node: unknown): { start: number; end: number } {
    const [start, end] = isScalar(node) && node.range ? node.range : [0, 0];
    return { start, end };
}

/** The whole line on which an entry starts. */
function linesOf(text: string, entry: Pair<unknown, unknown>): { start: number; end: number } {
    const { start } = rangeOf(entry.key);
    const lineEnd = text.indexOf("\n", start);
    return { start: text.lastIndexOf("\n", start) + 1, end: lineEnd === -1 ? text.length : lineEnd + 1 };
}

function apply(text: string, edit: Edit): string {
    return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}
