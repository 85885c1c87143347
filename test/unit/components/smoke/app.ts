import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** A request as the app of the tests got it. */
export interface Got {
    readonly method: string;
    readonly url: string;
    readonly headers: IncomingMessage["headers"];
    readonly body: string;
}

/** What it answers; nothing at all when undefined. */
export interface Reply {
    readonly status?: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly json?: unknown;
}

/** An app behind an edge, as far as smoke flows see one. */
export class TestApp {
    /** All requests but those of the wait for the routes. */
    public readonly got: Got[] = [];
    public port = 0;
    #server: Server | undefined;
    #reply: (request: Got) => Reply | undefined = () => ({});

    /** Method and URL of each request until now. */
    public get requests(): readonly string[] {
        return this.got.map(({ method, url }) => `${method} ${url}`);
    }

    public replies(reply: (request: Got) => Reply | undefined): void {
        this.#reply = reply;
    }

    public async start(): Promise<void> {
        const server = createServer((request, response) => {
            void buffer(request).then((bytes) => this.answer(request, bytes.toString("utf8"), response));
        });
        this.#server = server;
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        this.port = (server.address() as AddressInfo).port;
    }

    public async stop(): Promise<void> {
        this.#server?.closeAllConnections();
        await new Promise((resolve) => (this.#server === undefined ? resolve(undefined) : this.#server.close(resolve)));
    }

    private answer({ method = "", url = "", headers }: IncomingMessage, body: string, response: ServerResponse): void {
        if (url === "/route") {
            response.end();
            return;
        }
        const got = { method, url, headers, body };
        this.got.push(got);
        const reply = this.#reply(got);
        if (reply === undefined) return;
        const { status = 200, json } = reply;
        response.writeHead(status, reply.headers).end(json === undefined ? reply.body : JSON.stringify(json));
    }
}
