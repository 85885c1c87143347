import { compile, type JSONValue } from "json-p3";

/** Says what is wrong with a JSONPath (RFC 9535); undefined when it is right. */
export function jsonPathFault(path: string): string | undefined {
    try {
        compile(path);
        return undefined;
    } catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
}

/** What a path leads to. */
export interface Located {
    readonly exists: boolean;
    /** The value; of a path that may lead to several (`$.items[*].id`), a list of all. */
    readonly value?: unknown;
}

/** Follows a path that is right. A path that leads to one value at the most exists when it does. */
export function locate(document: unknown, path: string): Located {
    if (document === undefined) return { exists: false };
    const query = compile(path);
    const values = query.query(document as JSONValue).values();
    if (!query.singularQuery()) return { exists: values.length > 0, value: values };
    return values.length === 0 ? { exists: false } : { exists: true, value: values[0] };
}
