/**
 * What becomes of a key: *supported* does what compose says; *mapped* reaches the same by other means; *warned* has no
 * effect, which the operator is told; *refused* cannot be had, or would mislead.
 */
export type KeyClass = "supported" | "mapped" | "warned" | "refused";

/** What Slipway does with one key of a compose file. */
export interface KeyRule {
    /** `*` stands for any name, `[]` for each item of a list. */
    readonly path: string;
    readonly class: KeyClass;
    /** What happens, or why not. */
    readonly note: string;
    /** What to do instead of a refused key; to delete it, when left out. */
    readonly mend?: string;
    /** Values with which a warned or refused key changes nothing. */
    readonly harmless?: readonly (string | number | boolean)[];
    /** A map that may hold no key yet. */
    readonly empty?: boolean;
}

type Row = readonly [path: string, keyClass: KeyClass, note: string];

/** Rules of rows, each below the same path. */
export function rules(below: string, rows: readonly Row[]): readonly KeyRule[] {
    return rows.map(([path, keyClass, note]) => ({ path: joined(below, path), class: keyClass, note }));
}

function joined(below: string, path: string): string {
    return below === "" || path === "" || path.startsWith("[]") ? below + path : `${below}.${path}`;
}
