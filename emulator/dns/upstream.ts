import { createSocket } from "node:dgram";
import { getServers } from "node:dns";
import { connect, isIPv6 } from "node:net";
import type { Transport } from "./message";
import { takeMessages, withLength } from "./stream";

/** A resolver of others. */
export interface Upstream {
    readonly address: string;
    readonly port: number;
}

/** How long one of them has to answer, in milliseconds. */
const patience = 3_000;

/** The resolvers that this machine has in its own settings. */
export function systemUpstreams(): readonly Upstream[] {
    return getServers().map((server) => {
        const [, inBrackets, port] = /^\[(.+)\]:(\d+)$/.exec(server) ?? /^([^:]+):(\d+)$/.exec(server) ?? [];
        return { address: inBrackets ?? server, port: Number(port ?? 53) };
    });
}

/**
 * Passes a message on as it is, to the first that answers; undefined where none does.
 *
 * @param transport as the asker came: what is cut over UDP it asks for again, over TCP
 */
export async function askUpstreams(
    upstreams: readonly Upstream[],
    message: Buffer,
    transport: Transport,
): Promise<Buffer | undefined> {
    for (const upstream of upstreams) {
        const answer = await (transport === "udp" ? askOverUdp(upstream, message) : askOverTcp(upstream, message));
        if (answer) return answer;
    }
    return undefined;
}

function askOverUdp({ address, port }: Upstream, message: Buffer): Promise<Buffer | undefined> {
    // A socket for each question: what comes to it can only be the answer.
    const socket = createSocket(isIPv6(address) ? "udp6" : "udp4");
    return new Promise<Buffer | undefined>((resolve) => {
        const timer = setTimeout(() => settle(undefined), patience);
        const settle = (answer: Buffer | undefined) => {
            clearTimeout(timer);
            socket.removeAllListeners("message").close();
            resolve(answer);
        };
        socket.once("error", () => settle(undefined));
        socket.on("message", (answer) => {
            if (answer.length >= 12 && answer.readUInt16BE() === message.readUInt16BE()) settle(answer);
        });
        socket.connect(port, address, () => socket.send(message));
    });
}

function askOverTcp({ address, port }: Upstream, message: Buffer): Promise<Buffer | undefined> {
    const socket = connect(port, address);
    return new Promise((resolve) => {
        let received = Buffer.alloc(0);
        const settle = (answer: Buffer | undefined) => {
            socket.destroy();
            resolve(answer);
        };
        socket.setTimeout(patience, () => settle(undefined));
        socket.on("error", () => settle(undefined));
        socket.on("close", () => settle(undefined));
        socket.on("data", (bytes: Buffer) => {
            received = Buffer.concat([received, bytes]);
            const [answer] = takeMessages(received).messages;
            if (answer) settle(answer);
        });
        socket.write(withLength(message));
    });
}
