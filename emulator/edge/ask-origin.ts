import http, { type ClientRequest, type IncomingMessage } from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import type { Certificate } from "../cloudflare/certificates/certificate";
import { answerTimeout, connectTimeout, type Failure, failureOf, type Stage } from "./failure";
import type { Headers } from "./headers";

/** One origin, and how to speak with it. */
export interface Target {
    readonly scheme: "http" | "https";
    readonly address: string;
    readonly port: number;
    /** Whose name its certificate has to have. */
    readonly serverName: string;
    /** Where the connection comes from: firewalls let only the edge's addresses in. */
    readonly localAddress: string;
    /** The only authorities that count; without them any certificate does. */
    readonly trusted?: readonly string[];
    /** What the edge shows of itself, where it does. */
    readonly client?: Certificate;
}

/** How long an origin is waited for, in milliseconds. */
export interface Limits {
    /** For the connection, with its handshake. */
    readonly connect: number;
    /** For the first line of the answer. */
    readonly answer: number;
}

/** What came of asking. */
export type Answered =
    | { readonly kind: "response"; readonly response: IncomingMessage }
    | { readonly kind: "upgrade"; readonly response: IncomingMessage; readonly socket: Socket; readonly head: Buffer }
    /** `unused`: a connection from before was closed by the origin just when it was to be used again. */
    | { readonly kind: "failure"; readonly failure: Failure; readonly unused: boolean };

/** Connections that are kept for the next request. */
export interface Agents {
    readonly http: http.Agent;
    readonly https: https.Agent;
}

/**
 * Passes a request on. Its body is touched only when the connection stands: until then it may go to another origin.
 *
 * @param leave aborts it: the visitor has gone
 */
export function askOrigin(
    visitor: IncomingMessage,
    headers: Headers,
    target: Target,
    { agents, limits, leave }: { readonly agents: Agents; readonly limits: Limits; readonly leave: AbortSignal },
): Promise<Answered> {
    const request = startRequest(visitor, headers, target, agents, leave);
    return new Promise((resolve) => {
        let stage: Stage = "connecting";
        let timer = setTimeout(() => giveUp(connectTimeout(limits.connect)), limits.connect);
        const settle = (answered: Answered) => {
            clearTimeout(timer);
            resolve(answered);
        };
        const giveUp = (failure: Failure) => {
            settle({ kind: "failure", failure, unused: false });
            request.destroy();
        };
        const send = () => {
            stage = "waiting";
            clearTimeout(timer);
            timer = setTimeout(() => giveUp(answerTimeout(limits.answer)), limits.answer);
            if (hasBody(visitor)) visitor.pipe(request);
            else request.end();
        };
        request.on("socket", (socket) => {
            if (!socket.connecting) return send();
            socket.once("connect", () => {
                stage = "handshake";
                if (target.scheme === "http") send();
            });
            socket.once("secureConnect", send);
        });
        request.on("response", (response) => settle({ kind: "response", response }));
        request.on("upgrade", (response, socket, head) => settle({ kind: "upgrade", response, socket, head }));
        request.on("error", (error) => {
            const unused = request.reusedSocket && stage === "waiting" && !hasBody(visitor);
            settle({ kind: "failure", failure: failureOf(error, stage), unused });
        });
    });
}

function startRequest(
    visitor: IncomingMessage,
    headers: Headers,
    target: Target,
    agents: Agents,
    signal: AbortSignal,
): ClientRequest {
    const { address, port, localAddress, serverName, trusted, client } = target;
    const chunked = visitor.headers["transfer-encoding"] === undefined ? {} : { "transfer-encoding": "chunked" };
    const common = {
        host: address,
        port,
        localAddress,
        method: visitor.method,
        path: visitor.url,
        headers: { ...headers, ...chunked } as http.OutgoingHttpHeaders,
        signal,
    };
    if (target.scheme === "http") return http.request({ ...common, agent: agents.http });
    return https.request({
        ...common,
        agent: agents.https,
        servername: serverName,
        rejectUnauthorized: trusted !== undefined,
        ...(trusted === undefined ? {} : { ca: [...trusted] }),
        ...(client === undefined ? {} : { cert: client.certificate, key: client.privateKey }),
    });
}

function hasBody({ headers }: IncomingMessage): boolean {
    return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}
