import type { Text } from "./model";

/** A YAML document as plain data that remembers where everything stands: aliases and merge keys are resolved. */
export type Tree = MapTree | ListTree | ScalarTree;

/** Line and column, both from 1. */
export interface Position {
    readonly line: number;
    readonly column: number;
}

/** A mapping, in the order of the file. */
export interface MapTree {
    readonly kind: "map";
    readonly at: Position;
    readonly entries: ReadonlyMap<string, Entry>;
}

/** What stands behind a key. */
export interface Entry {
    /** Where the key stands. */
    readonly at: Position;
    readonly value: Tree;
}

/** A sequence. */
export interface ListTree {
    readonly kind: "list";
    readonly at: Position;
    readonly items: readonly Tree[];
}

/** A single value. */
export interface ScalarTree {
    readonly kind: "scalar";
    readonly at: Position;
    readonly value: string | number | boolean | null;
    /** As written, without quotes. */
    readonly source: string;
    /** Set once variables are put in and the value holds a secret; `value` is then the empty string. */
    readonly text?: Text;
    /** Set when its variables could not be put in, which has been said. */
    readonly refused?: true;
}

/** A tree, and where it hangs: the way of keys to it, and the place that a message names. */
export interface Place {
    readonly path: string;
    readonly at: Position;
    readonly tree: Tree;
}

/** The value of a key of a map. */
export function under(parent: Pick<Place, "path">, key: string, entry: Entry): Place {
    return { path: pathTo(parent.path, key), at: entry.at, tree: entry.value };
}

/** The items of a list. */
export function itemsOf(parent: Pick<Place, "path">, list: ListTree): readonly Place[] {
    return list.items.map((tree, index) => ({ path: `${parent.path}[${index}]`, at: tree.at, tree }));
}

/** `services.api`, or `labels["traefik.enable"]` where a dot in the key would mislead. */
export function pathTo(parent: string, key: string): string {
    if (!/^[\w-]+$/.test(key)) {
        return `${parent}[${JSON.stringify(key)}]`;
    }
    return parent === "" ? key : `${parent}.${key}`;
}
