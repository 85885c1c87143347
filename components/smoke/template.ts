/** Values by name; those that an answer gave may be anything that JSON knows. */
export type Values = Readonly<Record<string, unknown>>;

const reference = /\$\$\{|\$\{([^}]*)\}?/g;

/** All that starts with `${`, up to its `}` or the end of the text, in order; `$${` stands for the two characters. */
export function referencesIn(text: string): readonly string[] {
    return [...text.matchAll(reference)].flatMap(([whole, name]) => (name === undefined ? [] : whole));
}

/** Names that all texts inside a value mention, keys of maps left out. */
export function variablesInside(value: unknown): readonly string[] {
    if (typeof value === "string") return [...value.matchAll(reference)].flatMap(([, name]) => name ?? []);
    if (typeof value !== "object" || value === null) return [];
    return Object.values(value).flatMap(variablesInside);
}

/** Puts values into a text. */
export function fill(text: string, values: Values, encode: (value: string) => string = String): string {
    return text.replaceAll(reference, (_, name?: string) =>
        name === undefined ? "${" : encode(textOf(values[name] ?? "")),
    );
}

/** Puts values into all texts of a JSON value; a text that is nothing but one variable becomes that value, of its type. */
export function fillJson(value: unknown, values: Values): unknown {
    if (typeof value === "string") {
        const whole = /^\$\{([^}]*)\}$/.exec(value)?.[1];
        return whole === undefined ? fill(value, values) : values[whole];
    }
    if (Array.isArray(value)) return value.map((item) => fillJson(item, values));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillJson(item, values)]));
}

/** Puts values into a path with its query: what they hold cannot end the step of the path that they stand in. */
export function fillPath(path: string, values: Values): string {
    return fill(path.replaceAll(/[^\x21-\x7e]+/gu, encodeURIComponent), values, encodeURIComponent);
}

/** A text as it is, anything else as JSON. */
export function textOf(value: unknown): string {
    return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
