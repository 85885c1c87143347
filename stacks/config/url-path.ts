/**
 * Reads a path of a URL such as `/` or `/api/v1`: no query, no spaces, no `.` or `..` steps.
 * @returns the path without a slash at its end (except `/` itself); `undefined` when the text is not such a path
 */
export function parseUrlPath(text: string): string | undefined {
    if (!/^(?:\/[A-Za-z0-9._~!$&'()*+,;=:@%-]+)*\/?$/.test(text) || text === "") return undefined;
    if (/(?:^|\/)\.{1,2}(?:\/|$)/.test(text)) return undefined;
    return text === "/" ? text : text.replace(/\/$/, "");
}
