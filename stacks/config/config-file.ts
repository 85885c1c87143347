import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { formatKeyPath, type KeyPath } from "./key-path";

/** What only the text of a stack's file tells: where its values stand, and which of them are encrypted. */
export interface ConfigFile {
    /** Line of each key and list item below `config:`, from 1, by its path (`slipway:domain.port`). */
    readonly lines: ReadonlyMap<string, number>;
    /** Paths of the values that are written as `secure: …`. */
    readonly encrypted: ReadonlySet<string>;
}

/**
 * Reads the text of a stack's file; a text that is no YAML gives as much as could be read, for Pulumi refuses it anyway.
 * @param project name of the Pulumi project, to whose namespace keys without one belong
 */
export function readConfigFile(text: string, project: string): ConfigFile {
    const counter = new LineCounter();
    const document = parseDocument(text, { lineCounter: counter, uniqueKeys: false });
    const lines = new Map<string, number>();
    const encrypted = new Set<string>();

    const visit = (path: KeyPath, node: unknown, offset: number | undefined): void => {
        if (offset !== undefined) lines.set(formatKeyPath(path), counter.linePos(offset).line);
        if (isSecure(node)) encrypted.add(formatKeyPath(path));
        else for (const [step, value, at] of childrenOf(node)) visit([...path, step], value, at);
    };

    const config = document.get("config");
    for (const [key, value, at] of childrenOf(config)) {
        const name = nameInNamespace(String(key), project);
        if (name !== undefined) visit([name], value, at);
    }
    return { lines, encrypted };
}

/** The line of a value, or of the nearest thing around it that is in the file. */
export function lineOf(lines: ReadonlyMap<string, number>, path: KeyPath): number | undefined {
    for (let length = path.length; length > 0; length--) {
        const line = lines.get(formatKeyPath(path.slice(0, length)));
        if (line !== undefined) return line;
    }
    return undefined;
}

function isSecure(node: unknown): boolean {
    return isMap(node) && node.items.length === 1 && isScalar(node.get("secure", true));
}

function childrenOf(node: unknown): [step: string | number, value: unknown, offset: number | undefined][] {
    if (isSeq(node)) return node.items.map((item, index) => [index, item, offsetOf(item)]);
    if (!isMap(node)) return [];
    return node.items.map(({ key, value }) => [String(isScalar(key) ? key.value : key), value, offsetOf(key)]);
}

function offsetOf(node: unknown): number | undefined {
    return isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined;
}

/** Pulumi takes `slipway:KEY`, the old `slipway:config:KEY`, and in a project called slipway also `KEY` alone. */
function nameInNamespace(key: string, project: string): string | undefined {
    const match = /^(?:([^:]+):(?:config:)?)?([^:]+)$/.exec(key);
    return (match?.[1] ?? project) === "slipway" ? match?.[2] : undefined;
}
