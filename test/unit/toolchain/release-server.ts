import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One file that the server offers, and what goes wrong with it. */
export interface Offer {
    readonly body: Buffer;
    /** Answer with this status instead. */
    readonly status?: number;
    /** Break off after this many bytes, this many times. */
    readonly breakOff?: { readonly after: number; times: number };
    /** Stop sending after this many bytes and keep the connection open. */
    readonly stallAfter?: number;
    /** Send no tag, so that a transfer can't be taken up again. */
    readonly untagged?: boolean;
}

/** A publisher's server, on loopback. */
export class ReleaseServer {
    /** What is offered, by path. */
    public readonly offers = new Map<string, Offer>();
    /** What was asked for: method, path, and the range where there was one. */
    public readonly requests: string[] = [];
    readonly #server: Server = createServer((request, response) => this.#answer(request, response));

    public async start(): Promise<void> {
        await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    }

    public async stop(): Promise<void> {
        this.#server.closeAllConnections();
        await new Promise((resolve) => this.#server.close(resolve));
    }

    public url(path: string): string {
        return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}`;
    }

    #answer({ method = "", url = "", headers }: IncomingMessage, response: ServerResponse): void {
        this.requests.push([method, url, ...(headers.range === undefined ? [] : [headers.range])].join(" "));
        const offer = this.offers.get(url);
        if (offer === undefined || offer.status !== undefined) {
            response.writeHead(offer?.status ?? 404).end();
            return;
        }
        const tag = `"${sha256(offer.body).slice(0, 8)}"`;
        const start = headers["if-range"] === tag ? Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1] ?? 0) : 0;
        const rest = offer.body.subarray(start);
        response.writeHead(start > 0 ? 206 : 200, {
            "content-length": rest.length,
            ...(offer.untagged === true ? {} : { etag: tag }),
        });
        if (method === "HEAD") response.end();
        else this.#send(offer, rest, response);
    }

    #send({ breakOff, stallAfter }: Offer, rest: Buffer, response: ServerResponse): void {
        if (stallAfter !== undefined) {
            response.write(rest.subarray(0, stallAfter));
        } else if (breakOff !== undefined && breakOff.times-- > 0) {
            response.write(rest.subarray(0, breakOff.after), () => setTimeout(() => response.destroy(), 20));
        } else {
            response.end(rest);
        }
    }
}

/** SHA-256 sum, lower-case hex. */
export function sha256(body: Buffer): string {
    return createHash("sha256").update(body).digest("hex");
}
