import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, type Socket as Connection, createServer, type Server } from "node:net";
import { answerMessage, type Transport } from "./message";
import { recurse } from "./recurse";
import { resolve } from "./resolve";
import { takeMessages, withLength } from "./stream";
import type { Upstream } from "./upstream";
import type { DnsZone } from "./zone";

/** Where the server listens, and what it answers from. */
export interface DnsServerOptions {
    /** For UDP and TCP; 0: any that is free for both. */
    readonly port: number;
    /** Default 127.0.0.1. */
    readonly address?: string;
    /** Asked for each question anew. */
    readonly zones: () => readonly DnsZone[];
    /** Whom to ask for all else, the next one where one does not answer; without them all else is refused. */
    readonly upstreams?: readonly Upstream[];
}

/** A DNS server that runs. */
export interface DnsServer {
    readonly port: number;
    close(): Promise<void>;
}

/**
 * Starts a DNS server with authority over zones; for machines that have it as their resolver, it asks others for all
 * else.
 *
 * @throws Error where the port is taken
 */
export async function startDnsServer(options: DnsServerOptions): Promise<DnsServer> {
    const { port, address = "127.0.0.1" } = options;
    const answer = answererFor(options);
    const connections = new Set<Connection>();
    let ended = false;
    const tcp = createServer((connection) => {
        connections.add(connection);
        connection.on("close", () => connections.delete(connection));
        serve(connection, answer);
    });
    const udp = createSocket(address.includes(":") ? "udp6" : "udp4");
    udp.on("message", (message, asker) => {
        void answer(message, "udp").then((bytes) => {
            // Whoever is no longer there to hear the answer is no trouble of the server's, nor is its own end.
            if (bytes && !ended) udp.send(bytes, asker.port, asker.address, () => undefined);
        });
    });
    const bound = await bind(tcp, udp, port, address);
    const close = async () => {
        ended = true;
        for (const connection of connections) connection.destroy();
        await Promise.all([closed(tcp), closed(udp)]);
    };
    return { port: bound, close };
}

type Answers = (message: Buffer, transport: Transport) => Promise<Buffer | undefined>;

function answererFor({ zones, upstreams }: DnsServerOptions): Answers {
    if (upstreams !== undefined) {
        return async (message, transport) => await recurse(zones(), upstreams, message, transport);
    }
    return async (message, transport) => {
        const known = zones();
        return answerMessage({ resolve: (question) => resolve(known, question), recursive: false }, message, transport);
    };
}

/** Any free port of TCP may be taken for UDP: then another one. */
async function bind(tcp: Server, udp: Socket, port: number, address: string): Promise<number> {
    for (let attempt = 1; ; attempt++) {
        tcp.listen(port, address);
        await once(tcp, "listening");
        const { port: bound } = tcp.address() as AddressInfo;
        try {
            udp.bind(bound, address);
            await once(udp, "listening");
            return bound;
        } catch (error) {
            await closed(tcp);
            if (port !== 0 || attempt === 10) throw error;
        }
    }
}

/** Over TCP each message comes after its length in two bytes, several on one connection (RFC 7766). */
function serve(connection: Connection, answer: Answers): void {
    let received: Buffer = Buffer.alloc(0);
    connection.setTimeout(10_000, () => connection.destroy());
    connection.on("error", () => connection.destroy());
    connection.on("data", (bytes: Buffer) => {
        const { messages, rest } = takeMessages(Buffer.concat([received, bytes]));
        received = rest;
        for (const message of messages) {
            void answer(message, "tcp").then((whole) => {
                if (!whole) connection.destroy();
                else if (connection.writable) connection.write(withLength(whole));
            });
        }
    });
}

async function closed(server: Server | Socket): Promise<void> {
    await new Promise<void>((resolve) => {
        server.close(() => resolve());
    });
}
