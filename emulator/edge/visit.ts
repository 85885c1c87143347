import { randomBytes } from "node:crypto";
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import { pipeline } from "node:stream";
import { TLSSocket } from "node:tls";
import { askOrigins, type EdgeSide, type Passed } from "./ask-origins";
import { decide } from "./decide";
import type { Failure } from "./failure";
import { edgeHeaders, type Headers, headersForVisitor, type Visit } from "./headers";
import { plainAddress } from "./plain-address";

/** Serves one request: answers itself, or passes it on and the answer back. */
export async function serveVisit(edge: EdgeSide, visitor: IncomingMessage, answer: ServerResponse): Promise<void> {
    const visit = visitOf(visitor);
    try {
        await serve(edge, visitor, answer, visit);
    } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        if (answer.headersSent) answer.destroy();
        else fail(answer, visit, { status: 500, title: "Internal server error", detail });
    }
}

async function serve(edge: EdgeSide, visitor: IncomingMessage, answer: ServerResponse, visit: Visit): Promise<void> {
    const leaving = new AbortController();
    answer.on("close", () => leaving.abort());
    const decision = decide(edge.view(), { ...visit, host: visitor.headers.host ?? "", path: visitor.url ?? "/" });
    if (decision.kind === "fail") return fail(answer, visit, decision.failure);
    if (decision.kind === "redirect") {
        answer.writeHead(301, { ...edgeHeaders(visit.ray), location: decision.location, "content-length": 0 }).end();
        return;
    }
    const { site, scheme } = decision;
    const answered = await askOrigins(edge, visitor, visit, site, scheme, leaving.signal);
    if (leaving.signal.aborted) return;
    if ("status" in answered) return fail(answer, visit, answered);
    const { response } = answered;
    const headers = headersForVisitor(response, visit, site.zone.hsts);
    if (answered.kind === "upgrade") return upgrade(visitor, answer, headers, answered);
    answer.writeHead(response.statusCode ?? 502, response.statusMessage ?? "", headers as Record<string, string[]>);
    // An answer that breaks off breaks off for the visitor too: the library destroys both ends.
    pipeline(response, answer, () => undefined);
}

/** From now on the two ends speak with each other, in whatever protocol they have agreed on. */
function upgrade(
    { socket }: IncomingMessage,
    answer: ServerResponse,
    headers: Headers,
    { response, socket: origin, head }: Extract<Passed, { readonly kind: "upgrade" }>,
): void {
    answer.detachSocket(socket);
    const lines = Object.entries({ ...headers, connection: "Upgrade", upgrade: response.headers.upgrade ?? "" });
    const text = lines.flatMap(([name, values]) => [values].flat().map((value) => `${name}: ${value}\r\n`));
    socket.write(`HTTP/1.1 101 ${STATUS_CODES[101]}\r\n${text.join("")}\r\n`);
    socket.write(head);
    pipeline(origin, socket, () => undefined);
    pipeline(socket, origin, () => undefined);
}

function visitOf({ socket }: IncomingMessage): Visit {
    return {
        address: plainAddress(socket.remoteAddress),
        scheme: socket instanceof TLSSocket ? "https" : "http",
        ray: `${randomBytes(8).toString("hex")}-FRA`,
    };
}

/** As Cloudflare answers clients that are no browsers; what exactly happened is the emulator's own line. */
function fail(answer: ServerResponse, { ray }: Visit, { status, code = status, title, detail }: Failure): void {
    const text = `error code: ${code}\n${title}${detail === undefined ? "" : ` (${detail})`}\n`;
    answer.writeHead(status, { ...edgeHeaders(ray), "content-type": "text/plain; charset=UTF-8" }).end(text);
}
