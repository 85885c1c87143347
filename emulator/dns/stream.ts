/** A message as it goes over TCP: after its length in two bytes (RFC 1035, section 4.2.2). */
export function withLength(message: Buffer): Buffer {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(message.length);
    return Buffer.concat([length, message]);
}

/** Takes the messages that have come whole out of what has come over TCP. */
export function takeMessages(received: Buffer): { readonly messages: readonly Buffer[]; readonly rest: Buffer } {
    const messages: Buffer[] = [];
    let rest = received;
    while (rest.length >= 2 && rest.length >= 2 + rest.readUInt16BE()) {
        const end = 2 + rest.readUInt16BE();
        messages.push(rest.subarray(2, end));
        rest = rest.subarray(end);
    }
    return { messages, rest };
}
