/**
 * What a client says before anything else on a TLS connection, as far as one has to know it to choose a certificate:
 * `more` while too little has come to tell, `other` where this is no TLS.
 */
export type ClientHello = "more" | "other" | { readonly serverName?: string };

/**
 * Reads the first message of a TLS client out of the first bytes of its connection (RFC 8446, section 4.1.2, and RFC
 * 6066, section 3): Node tells of the server's name only when it is too late to choose the lowest version by it.
 */
export function readClientHello(bytes: Buffer): ClientHello {
    if (bytes.length > 0 && bytes[0] !== handshake) return "other";
    if (bytes.length < 5) return "more";
    const message = messageIn(bytes);
    if (message === undefined) return "more";
    if (message[0] !== clientHello) return "other";
    try {
        const serverName = serverNameIn(message);
        return serverName === undefined ? {} : { serverName };
    } catch (error) {
        if (error instanceof RangeError) return "other";
        throw error;
    }
}

const handshake = 22;
const clientHello = 1;
const serverNameExtension = 0;

/** The first message of the handshake, put together from its records; undefined while it has not come whole. */
function messageIn(bytes: Buffer): Buffer | undefined {
    let message = Buffer.alloc(0);
    for (let at = 0; at + 5 <= bytes.length; ) {
        const end = at + 5 + bytes.readUInt16BE(at + 3);
        if (end > bytes.length) return undefined;
        message = Buffer.concat([message, bytes.subarray(at + 5, end)]);
        if (message.length >= 4 && message.length >= 4 + message.readUIntBE(1, 3)) return message;
        at = end;
    }
    return undefined;
}

/** @throws RangeError where a length leads beyond the end */
function serverNameIn(message: Buffer): string | undefined {
    // After the message's own header: version, random, and three lists that each come after their length.
    let at = 4 + 2 + 32;
    at += 1 + message.readUInt8(at);
    at += 2 + message.readUInt16BE(at);
    at += 1 + message.readUInt8(at);
    if (at === message.length) return undefined;
    const end = at + 2 + message.readUInt16BE(at);
    for (at += 2; at < end; at += 4 + message.readUInt16BE(at + 2)) {
        if (message.readUInt16BE(at) !== serverNameExtension) continue;
        const length = message.readUInt16BE(at + 7);
        return message
            .subarray(at + 9, at + 9 + length)
            .toString("latin1")
            .toLowerCase();
    }
    return undefined;
}
