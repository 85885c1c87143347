/** Keys of namespace `slipway` with their values as plain data; what is null or empty in YAML counts as absent, except a variable's value. */
export type RawConfig = Readonly<Record<string, unknown>>;

/** In these a name without a value is a mistake. */
const variableMaps = new Set(["env", "secrets"]);

/**
 * Takes the keys of namespace `slipway` out of what Pulumi hands to a program, and makes data of the values that it
 * hands over as JSON. Keys of other namespaces are no concern of Slipway.
 * @param values key with namespace → text
 */
export function rawConfig(values: Readonly<Record<string, string>>): RawConfig {
    const entries = Object.entries(values)
        // Pulumi gives an empty text for a key without a value.
        .filter(([key, text]) => key.startsWith("slipway:") && text !== "")
        .map(([key, text]) => [key.slice("slipway:".length), text] as const)
        .map(([key, text]) => [key, dataOf(key, text)] as const)
        .filter(([, value]) => value !== null);
    return Object.fromEntries(entries);
}

/** The entries of a map; none of anything else. */
export function entriesOf(value: unknown): [name: string, value: unknown][] {
    return isMap(value) ? Object.entries(value) : [];
}

/** The items of a list; none of anything else. */
export function itemsOf(value: unknown): unknown[] {
    return Array.isArray(value) ? value : [];
}

/** Tells a map from texts, numbers and lists. */
export function isMap(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Only maps, lists and null are JSON for sure: a text such as `123` may be meant as the text that it is. */
function dataOf(key: string, text: string): unknown {
    if (!/^\s*(?:[[{]|null\s*$)/.test(text)) return text;
    try {
        const data: unknown = JSON.parse(text);
        return variableMaps.has(key) ? data : withoutNulls(data);
    } catch {
        return text;
    }
}

/** A key without a value, as it is left when all its entries are comments, is no key. */
function withoutNulls(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(withoutNulls);
    if (!isMap(value)) return value;
    const kept = Object.entries(value).filter(([, entry]) => entry !== null);
    return Object.fromEntries(kept.map(([key, entry]) => [key, withoutNulls(entry)]));
}
