const words = new Set([
    ...["todo", "tbd", "fixme", "secret", "password", "passwd", "example", "placeholder", "dummy", "none", "null"],
    ...["replaceme", "changeit", "yoursecret", "yourpassword", "mysecret", "mypassword"],
]);

/**
 * Tells whether a value was left for somebody to fill in: empty, `changeme`, `xxx`, `<token>`, `your-key-here`,
 * `${random}` and the like. Case and the separators `-`, `_`, `.` and space don't matter.
 */
export function isPlaceholder(value: string): boolean {
    const text = value.trim().toLowerCase();
    const letters = text.replace(/[-_.\s]/g, "");
    if (letters === "" || words.has(letters)) return true;
    if (letters.startsWith("changeme") || /^(?:x{3,}|\*+|\?+)$/.test(letters)) return true;
    return /^<.*>$/s.test(text) || /^your[-_ ]/.test(text) || /^\$\{[^}]*\}$/.test(text);
}
