import http, { ServerResponse } from "node:http";
import https from "node:https";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { rootCertificates } from "node:tls";
import type { Certificate } from "../cloudflare/certificates/certificate";
import type { EdgeView } from "../cloudflare/edge/view";
import type { Limits } from "./ask-origin";
import type { EdgeSide } from "./ask-origins";
import { greet } from "./greet";
import type { Lookup } from "./origin-addresses";
import { serveVisit } from "./visit";
import { ZoneContexts } from "./zone-contexts";

/** Where an edge listens, and what it goes by. */
export interface EdgeOptions {
    /** The zones: asked for each request anew, so that changes count at once. */
    readonly view: () => EdgeView;
    /** Signs the certificates that visitors see. */
    readonly authority: Certificate;
    /** IPv4 addresses of this machine; it speaks with origins from the one that the visitor came to. */
    readonly addresses: readonly string[];
    /** Default 80 and 443; 0: any that is free, another one for each address. */
    readonly ports?: { readonly http: number; readonly https: number };
    /** Where origins listen: default 80 and 443. */
    readonly originPorts?: { readonly http: number; readonly https: number };
    /** Finds the addresses of names outside of the zones. */
    readonly lookup: Lookup;
    /** What full (strict) trusts beside the Origin CA, in PEM: default what browsers trust. */
    readonly publicRoots?: () => readonly string[];
    /** Default: 19 seconds for a connection, 100 for an answer, as at Cloudflare. */
    readonly limits?: Limits;
}

/** An emulated edge that runs. */
export interface Edge {
    /** In the order of the addresses. */
    readonly listeners: readonly EdgeListener[];
    close(): Promise<void>;
}

/** One address of an edge. */
export interface EdgeListener {
    readonly address: string;
    readonly http: number;
    readonly https: number;
}

/**
 * Starts an emulated Cloudflare edge: a proxy for the zones' proxied names that caches nothing, over HTTP/1.1.
 *
 * @throws Error where an address or a port cannot be had
 */
export async function startEdge(options: EdgeOptions): Promise<Edge> {
    const { view, addresses, ports = usual, originPorts = usual, limits = cloudflares } = options;
    const agents = {
        http: new http.Agent({ keepAlive: true }),
        // Without sessions to resume: each connection shows anew whom it leads to.
        https: new https.Agent({ keepAlive: true, maxCachedSessions: 0 }),
    };
    const { lookup, publicRoots = () => rootCertificates } = options;
    const side: EdgeSide = { view, addresses, originPorts, lookup, publicRoots, agents, limits };
    const contexts = new ZoneContexts(options.authority);
    const proxy = createProxy(side);
    const sockets = new Set<Socket>();
    const track = (socket: Socket) => {
        sockets.add(socket);
        socket.on("close", () => sockets.delete(socket));
        socket.on("error", () => socket.destroy());
    };
    const servers: Server[] = [];
    const listen = async (address: string, port: number, begin: (socket: Socket) => void) => {
        const server = createServer((socket) => {
            track(socket);
            begin(socket);
        });
        servers.push(server);
        return await listening(server, address, port);
    };
    const close = async () => {
        const closed = servers.filter((server) => server.listening).map(closing);
        for (const socket of sockets) socket.destroy();
        for (const agent of [agents.http, agents.https]) agent.destroy();
        await Promise.all(closed);
    };
    try {
        const listeners: EdgeListener[] = [];
        for (const address of addresses) {
            const plain = await listen(address, ports.http, (socket) => proxy.emit("connection", socket));
            const secure = await listen(address, ports.https, (socket) =>
                greet(socket, { view, contexts, serve: (secured) => proxy.emit("connection", secured) }),
            );
            listeners.push({ address, http: plain, https: secure });
        }
        return { listeners, close };
    } catch (error) {
        await close();
        throw error;
    }
}

const usual = { http: 80, https: 443 };

/** See "Connection limits". */
const cloudflares: Limits = { connect: 19_000, answer: 100_000 };

function createProxy(side: EdgeSide): http.Server {
    const proxy = http.createServer((visitor, answer) => void serveVisit(side, visitor, answer));
    // As Cloudflare: a connection with a visitor may rest for 400 seconds, and a long answer has all its time.
    proxy.keepAliveTimeout = 400_000;
    proxy.requestTimeout = 0;
    proxy.on("upgrade", (visitor, socket: Socket) => {
        const answer = new ServerResponse(visitor);
        answer.shouldKeepAlive = false;
        answer.assignSocket(socket);
        answer.on("finish", () => socket.end());
        void serveVisit(side, visitor, answer);
    });
    return proxy;
}

function listening(server: Server, address: string, port: number): Promise<number> {
    return new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, address, () => resolve((server.address() as AddressInfo).port));
    });
}

function closing(server: Server): Promise<void> {
    return new Promise((resolve) => {
        server.close(() => resolve());
    });
}
