import { type IncomingMessage, request } from "node:http";
import { request as secureRequest } from "node:https";
import type { Answer } from "./answer";

/** A request as it goes to the edge. */
export interface Question {
    readonly address: string;
    readonly port: number;
    /** Goes to that port of the name in the `Host` header over TLS, and not to that address. */
    readonly byName?: boolean;
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: Uint8Array;
    /** Seconds until the whole answer has to be there. */
    readonly timeout: number;
    /** Ends it early. */
    readonly signal: AbortSignal;
}

/** What no page of an application comes near: more than this is not read. */
const mostBytes = 16 * 1024 * 1024;

/**
 * Sends a request on a connection of its own and waits for the whole answer; follows no redirect.
 *
 * @throws Error with the reason in words when there is none
 */
export async function ask(question: Question): Promise<Answer> {
    const { method, path, headers, body, timeout } = question;
    const limit = AbortSignal.timeout(timeout * 1000);
    const signal = AbortSignal.any([question.signal, limit]);
    try {
        const response = await new Promise<IncomingMessage>((resolve, reject) => {
            const length = body === undefined ? {} : { "content-length": `${body.length}` };
            const sent = { ...mapValues(headers, toBytes), ...length };
            const options = { method, path, headers: sent, agent: false, signal, port: question.port } as const;
            const asked = question.byName
                ? secureRequest({ ...options, host: headers.host }, resolve)
                : request({ ...options, host: question.address }, resolve);
            asked.on("error", reject).end(body);
        });
        return { status: response.statusCode ?? 0, headers: headersOf(response), body: await bodyOf(response) };
    } catch (error) {
        if (question.signal.aborted) throw new Error("interrupted", { cause: error });
        if (limit.aborted) throw new Error(`no answer within ${timeout}s`, { cause: error });
        throw new Error(reasonOf(error), { cause: error });
    }
}

async function bodyOf(response: IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > mostBytes) throw new Error(`the answer is longer than ${mostBytes / 1024 / 1024} MiB`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString("utf8");
}

function headersOf({ headersDistinct }: IncomingMessage): Readonly<Record<string, string>> {
    const joined = Object.entries(headersDistinct).map(([name, values = []]) => [name, values.join(", ")]);
    return mapValues(Object.fromEntries(joined), fromBytes);
}

// Node takes and gives a header as Latin-1, one character a byte; the text in it is UTF-8.
const toBytes = (text: string) => Buffer.from(text, "utf8").toString("latin1");
const fromBytes = (text: string) => Buffer.from(text, "latin1").toString("utf8");

function mapValues(headers: Readonly<Record<string, string>>, change: (value: string) => string) {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, change(value)]));
}

function reasonOf(error: unknown): string {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ECONNREFUSED") return "nothing listens there";
    return code === "ECONNRESET" ? "the connection was cut" : message;
}
