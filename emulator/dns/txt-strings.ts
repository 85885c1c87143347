/**
 * The character strings of a TXT record, of at most 255 bytes each, by a text as people write it: bare, or as one or
 * more strings in quotes. RFC 1035, section 3.3.14 and 5.1.
 */
export function txtStrings(content: string): Buffer[] {
    const strings = quoted.test(content)
        ? [...content.matchAll(string)].map(([, inner = ""]) => bare(inner))
        : [content];
    return strings.flatMap(pieces);
}

const quoted = /^\s*(?:"(?:[^"\\]|\\.)*"\s*)+$/;
const string = /"((?:[^"\\]|\\.)*)"/g;

function bare(text: string): string {
    return text.replace(/\\(.)/g, "$1");
}

function pieces(text: string): Buffer[] {
    const bytes = Buffer.from(text);
    const count = Math.max(1, Math.ceil(bytes.length / 255));
    return Array.from({ length: count }, (_, index) => bytes.subarray(index * 255, (index + 1) * 255));
}
