/** The list with the one item changed; the others, and the order, stay. */
export function changed<K extends string, T extends { readonly [key in K]: unknown }>(
    items: readonly T[],
    key: K,
    value: T[K],
    change: (item: T) => T,
): readonly T[] {
    return items.map((item) => (item[key] === value ? change(item) : item));
}
