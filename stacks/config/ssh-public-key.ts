/**
 * Reads a public key as it stands in a file that ends in `.pub`: type, key in base64, and a comment.
 *
 * @returns the key with single spaces between its parts; `undefined` when the text is not one whole key
 */
export function parsePublicKey(text: string): string | undefined {
    return publicKeyFault(text) === undefined ? wordsOf(text).join(" ") : undefined;
}

/**
 * What is wrong with a public key, to follow "found" in a message; `undefined` when nothing is. No part of the text is in it
 * but the type, for somebody may have taken the wrong one of the two files.
 */
export function publicKeyFault(text: string): string | undefined {
    if (/PRIVATE KEY/.test(text)) return "a private key";
    if (/[\r\n]/.test(text.trim())) return "more than one line";
    const [type = "", base64] = wordsOf(text);
    if (!Object.hasOwn(shapes, type)) return "no type of key that can be used here at its start";
    if (base64 === undefined) return `the word ${type} alone`;
    const parts = partsOf(Buffer.from(base64, "base64"));
    const [inner, ...rest] = parts ?? [];
    if (inner === undefined || Buffer.from(base64, "base64").toString("base64") !== base64) return notWhole;
    if (inner.toString("latin1") !== type) return `the word ${type} before a key of another type`;
    return shapes[type]?.(rest);
}

/** Below that, a key is weaker than what it protects. */
const fewestBits = 2048;

const notWhole = "a key that is not whole";

/** What is wrong with the parts behind the type's name, by type. */
const shapes: Readonly<Record<string, (parts: readonly Buffer[]) => string | undefined>> = {
    "ssh-ed25519": (parts) => lengthsFault(parts, [32]),
    "sk-ssh-ed25519@openssh.com": (parts) => lengthsFault(parts, [32, undefined]),
    "ecdsa-sha2-nistp256": (parts) => lengthsFault(parts, [8, 65]),
    "ecdsa-sha2-nistp384": (parts) => lengthsFault(parts, [8, 97]),
    "ecdsa-sha2-nistp521": (parts) => lengthsFault(parts, [8, 133]),
    "sk-ecdsa-sha2-nistp256@openssh.com": (parts) => lengthsFault(parts, [8, 65, undefined]),
    "ssh-rsa": rsaFault,
};

/** @param lengths bytes of each part; `undefined`: any number of them but none */
function lengthsFault(parts: readonly Buffer[], lengths: readonly (number | undefined)[]): string | undefined {
    const fits = lengths.every((length, index) => {
        const found = parts[index]?.length ?? 0;
        return length === undefined ? found > 0 : found === length;
    });
    return fits && parts.length === lengths.length ? undefined : notWhole;
}

function rsaFault(parts: readonly Buffer[]): string | undefined {
    const [exponent, modulus] = parts;
    if (parts.length !== 2 || !exponent?.length || !modulus?.length) return notWhole;
    const bits = BigInt(`0x${modulus.toString("hex")}`).toString(2).length;
    return bits < fewestBits ? `an RSA key of ${bits} bits, fewer than ${fewestBits}` : undefined;
}

/** Takes apart what is written as lengths of four bytes, each with as many bytes behind it. */
function partsOf(bytes: Buffer): readonly Buffer[] | undefined {
    const parts: Buffer[] = [];
    for (let at = 0; at < bytes.length; ) {
        if (at + 4 > bytes.length) return undefined;
        const end = at + 4 + bytes.readUInt32BE(at);
        if (end > bytes.length) return undefined;
        parts.push(bytes.subarray(at + 4, end));
        at = end;
    }
    return parts;
}

function wordsOf(text: string): readonly string[] {
    return text.trim().split(/[ \t]+/);
}
