/** Why the edge itself answers, and with what status. See "Cloudflare 5xx errors" and "Cloudflare 1xxx errors". */
export interface Failure {
    readonly status: number;
    /** What Cloudflare calls the error, where that is not the status. */
    readonly code?: number;
    readonly title: string;
    /** What exactly happened, as far as it is known. */
    readonly detail?: string;
}

/** How far a connection to an origin had come. */
export type Stage = "connecting" | "handshake" | "waiting";

/** A host name that no zone has a proxied record for. */
export const unknownHost: Failure = { status: 409, code: 1001, title: "DNS resolution error" };

/** A request to the edge's address instead of a name. */
export const directAddress: Failure = { status: 403, code: 1003, title: "Direct IP access not allowed" };

/** A record that leads back to the edge itself. */
export const prohibitedAddress: Failure = { status: 403, code: 1000, title: "DNS points to prohibited IP" };

/** A record that leads to a name which does not resolve. */
export function noOriginAddress(content: string): Failure {
    return { status: 530, code: 1016, title: "Origin DNS error", detail: `${content} has no address` };
}

/** No connection within so many milliseconds. */
export function connectTimeout(limit: number): Failure {
    return { status: 522, title: "Connection timed out", detail: `no connection after ${limit / 1000}s` };
}

/** No answer within so many milliseconds. */
export function answerTimeout(limit: number): Failure {
    return { status: 524, title: "A timeout occurred", detail: `no answer after ${limit / 1000}s` };
}

/** What an error of the connection with an origin means, by how far that had come. */
export function failureOf(error: NodeJS.ErrnoException, stage: Stage): Failure {
    const { code = "", message } = error;
    const detail = code === "" ? message : `${code}: ${message}`;
    if (stage === "connecting") {
        if (code === "ETIMEDOUT") return { status: 522, title: "Connection timed out", detail };
        if (/^E(HOST|NET)UNREACH$/.test(code)) return { status: 523, title: "Origin is unreachable", detail };
        return { status: 521, title: "Web server is down", detail };
    }
    // An origin may refuse the edge's certificate only after the handshake, as far as TLS 1.3 tells.
    if (code.startsWith("ERR_SSL_")) return { status: 525, title: "SSL handshake failed", detail };
    if (stage === "waiting") return { status: 520, title: "Web server is returning an unknown error", detail };
    if (/^(E[A-Z]+|ERR_TLS_HANDSHAKE_TIMEOUT)$/.test(code) || code === "") {
        return { status: 525, title: "SSL handshake failed", detail };
    }
    return { status: 526, title: "Invalid SSL certificate", detail };
}

/** Whether another of the name's origins may be asked instead: nothing of the request has reached this one. */
export function isBeforeRequest({ status }: Failure): boolean {
    return status >= 521 && status <= 526 && status !== 524;
}
