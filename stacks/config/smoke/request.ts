/** Method, and path with query, of a request. */
export interface RequestLine {
    readonly method: string;
    readonly path: string;
}

/**
 * Reads `METHOD /path?query`; the path may hold letters of any script and `${NAME}`.
 * @returns `undefined` when the text is not such a request
 */
export function parseRequest(text: string): RequestLine | undefined {
    const match = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) +(\/[^\s#]*)$/.exec(text.trim());
    return match === null ? undefined : { method: match[1] ?? "", path: match[2] ?? "" };
}
