import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, type Socket as Connection, createServer, type Server } from "node:net";
import { answerMessage } from "./message";
import type { DnsZone } from "./zone";

/** Where the server listens, and what it answers from. */
export interface DnsServerOptions {
    /** For UDP and TCP; 0: any that is free for both. */
    readonly port: number;
    /** Default 127.0.0.1. */
    readonly address?: string;
    /** Asked for each question anew. */
    readonly zones: () => readonly DnsZone[];
}

/** A DNS server that runs. */
export interface DnsServer {
    readonly port: number;
    close(): Promise<void>;
}

/**
 * Starts a DNS server with authority over zones, and over nothing else: it asks nobody.
 *
 * @throws Error where the port is taken
 */
export async function startDnsServer({ port, address = "127.0.0.1", zones }: DnsServerOptions): Promise<DnsServer> {
    const connections = new Set<Connection>();
    const tcp = createServer((connection) => {
        connections.add(connection);
        connection.on("close", () => connections.delete(connection));
        serve(connection, zones);
    });
    const udp = createSocket(address.includes(":") ? "udp6" : "udp4");
    udp.on("message", (message, asker) => {
        const answer = answerMessage(zones(), message, "udp");
        // Whoever is no longer there to hear the answer is no trouble of the server's.
        if (answer) udp.send(answer, asker.port, asker.address, () => undefined);
    });
    const bound = await bind(tcp, udp, port, address);
    const close = async () => {
        for (const connection of connections) connection.destroy();
        await Promise.all([closed(tcp), closed(udp)]);
    };
    return { port: bound, close };
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
function serve(connection: Connection, zones: () => readonly DnsZone[]): void {
    let received = Buffer.alloc(0);
    connection.setTimeout(10_000, () => connection.destroy());
    connection.on("error", () => connection.destroy());
    connection.on("data", (bytes: Buffer) => {
        received = Buffer.concat([received, bytes]);
        while (received.length >= 2 && received.length >= 2 + received.readUInt16BE()) {
            const end = 2 + received.readUInt16BE();
            const answer = answerMessage(zones(), received.subarray(2, end), "tcp");
            received = received.subarray(end);
            if (!answer) return void connection.destroy();
            const length = Buffer.alloc(2);
            length.writeUInt16BE(answer.length);
            connection.write(Buffer.concat([length, answer]));
        }
    });
}

async function closed(server: Server | Socket): Promise<void> {
    await new Promise<void>((resolve) => {
        server.close(() => resolve());
    });
}
