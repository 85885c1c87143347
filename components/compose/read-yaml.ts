import {
    type Alias,
    type Document,
    isAlias,
    isMap,
    isScalar,
    isSeq,
    LineCounter,
    type Node,
    type Pair,
    parseDocument,
    type Scalar,
    visit,
    type YAMLMap,
} from "yaml";
import type { Report } from "./report";
import { type Entry, type Position, pathTo, type Tree } from "./tree";

/** More values than any real file has, even after its aliases are put in. */
const mostValues = 100_000;

/** Reads YAML into a tree with positions; undefined when the text is not YAML. */
export function readYaml(text: string, report: Report): Tree | undefined {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false });
    const at = (offset: number): Position => {
        const { line, col } = lines.linePos(offset);
        return { line: Math.max(line, 1), column: Math.max(col, 1) };
    };
    for (const fault of [...document.errors, ...document.warnings]) {
        const place = { path: "", at: at(fault.pos[0]) };
        if (fault.code === "MULTIPLE_DOCS") {
            report.problem(place, "holds more than one YAML document", "keep one of them in the file");
        } else if (fault.code === "DUPLICATE_KEY") {
            const key = /^[^\s:]+/.exec(text.slice(fault.pos[0]))?.[0] ?? "";
            report.problem(place, `key ${key} is written twice in one map`, "keep one of the two");
        } else {
            report.problem(place, `is not valid YAML: ${reason(fault.message)}`, "correct the YAML");
        }
    }
    const usable = document.warnings.length === 0 && document.errors.every((fault) => fault.code === "DUPLICATE_KEY");
    if (!usable) {
        return undefined;
    }
    const reader = new Reader(report, at, aliasTargets(document));
    const tree = reader.read(document.contents, "");
    return reader.endless ? undefined : tree;
}

function reason(message: string): string {
    const line = message.split("\n")[0] ?? "";
    return (line.charAt(0).toLowerCase() + line.slice(1)).replace(/[.:]$/, "");
}

/** An alias means the last node before it that carries its anchor. */
function aliasTargets(document: Document): ReadonlyMap<Alias, Node> {
    const anchors = new Map<string, Node>();
    const targets = new Map<Alias, Node>();
    visit(document, {
        Node: (_, node) => {
            if (isAlias(node)) {
                const target = anchors.get(node.source);
                if (target) {
                    targets.set(node, target);
                }
            } else if (node.anchor) {
                anchors.set(node.anchor, node);
            }
        },
    });
    return targets;
}

class Reader {
    /** Whether it was given up. */
    public endless = false;
    private count = 0;
    /** The nodes around the one being read: an alias to one of these would never end. */
    private readonly around = new Set<unknown>();

    constructor(
        private readonly report: Report,
        private readonly position: (offset: number) => Position,
        private readonly targets: ReadonlyMap<Alias, Node>,
    ) {}

    public read(node: unknown, path: string): Tree {
        const at = this.at(node);
        this.count += 1;
        if (this.endless || this.count > mostValues || this.around.has(node)) {
            if (!this.endless) {
                const found = "never ends: an alias holds itself, or far too much";
                this.report.problem({ path, at }, found, "delete the alias");
            }
            this.endless = true;
            return unread(at);
        }
        this.around.add(node);
        const tree = this.readNode(node, path, at);
        this.around.delete(node);
        return tree;
    }

    private readNode(node: unknown, path: string, at: Position): Tree {
        if (isAlias(node)) {
            const target = this.targets.get(node);
            if (!target) {
                this.report.problem({ path, at }, `alias *${node.source} has no anchor before it`, "define the anchor");
            }
            return target ? this.read(target, path) : unread(at);
        }
        if (isMap(node)) {
            return { kind: "map", at, entries: this.readMap(node, path) };
        }
        if (isSeq(node)) {
            return { kind: "list", at, items: node.items.map((item, index) => this.read(item, `${path}[${index}]`)) };
        }
        return isScalar(node) ? this.readScalar(node, path, at) : { kind: "scalar", at, value: null, source: "" };
    }

    private readScalar(node: Scalar, path: string, at: Position): Tree {
        const source = node.source ?? "";
        const { value } = node;
        if (typeof value === "string" || typeof value === "boolean" || value === null || Number.isFinite(value)) {
            return { kind: "scalar", at, value: value as string | number | boolean | null, source };
        }
        this.report.problem({ path, at }, `value ${source} has a type that compose does not know`, "put it in quotes");
        return unread(at);
    }

    private readMap(map: YAMLMap, path: string): ReadonlyMap<string, Entry> {
        const entries = new Map<string, Entry>();
        const merged: Pair[] = [];
        for (const pair of map.items) {
            const at = this.at(pair.key);
            if (!isScalar(pair.key)) {
                this.report.problem({ path, at }, "a key is not a text", "write a plain key");
            } else if (pair.key.source === "<<" && pair.key.type === "PLAIN") {
                merged.push(pair);
            } else {
                const key = pair.key.source ?? String(pair.key.value);
                entries.set(key, { at, value: this.read(pair.value, pathTo(path, key)) });
            }
        }
        for (const pair of merged) {
            this.merge(pair, path, entries);
        }
        return entries;
    }

    /** `<<: *a` and `<<: [*a, *b]`: what the map says itself wins, then what comes first. */
    private merge(pair: Pair, path: string, entries: Map<string, Entry>): void {
        const value = this.read(pair.value, path);
        for (const source of value.kind === "list" ? value.items : [value]) {
            if (source.kind !== "map") {
                const place = { path, at: this.at(pair.key) };
                this.report.problem(place, "merge key << does not name a map", "write <<: *ANCHOR of a map");
                continue;
            }
            for (const [key, entry] of source.entries) {
                if (!entries.has(key)) {
                    entries.set(key, entry);
                }
            }
        }
    }

    private at(node: unknown): Position {
        const range = (node as Partial<Node> | null)?.range;
        return this.position(range?.[0] ?? 0);
    }
}

/** Stands for what could not be read, which has been said. */
function unread(at: Position): Tree {
    return { kind: "scalar", at, value: null, source: "", refused: true };
}
