/**
 * Says what was found, to follow "found" in a message.
 * @param hidden true: says only of which kind the value is, for it may be a secret
 */
export function foundText(value: unknown, hidden: boolean): string {
    if (value === undefined || value === null) return "nothing";
    if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
    if (typeof value === "object") return "a map";
    if (hidden) return value === "" ? "an empty text" : `a ${typeof value === "string" ? "text" : typeof value}`;
    return JSON.stringify(typeof value === "string" && value.length > 60 ? `${value.slice(0, 59)}…` : value);
}
