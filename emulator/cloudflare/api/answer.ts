/** An error or a note in an answer. */
export interface ApiMessage {
    readonly code: number;
    readonly message: string;
    /** What lies behind it, as older parts of the API tell it. */
    readonly error_chain?: readonly ApiMessage[];
}

/** What goes back over HTTP. */
export interface Answer {
    readonly status: number;
    /** Sent as JSON; a text is sent as it is. */
    readonly body: object | string;
    readonly headers?: Readonly<Record<string, string>>;
}

/** The envelope around a result. See "Responses" in Cloudflare's "Make API calls". */
export function success(result: unknown, messages: readonly ApiMessage[] = []): Answer {
    return { status: 200, body: { result, success: true, errors: [], messages } };
}

/** The envelope around an error. See "Responses" in Cloudflare's "Make API calls". */
export function failure(status: number, ...errors: readonly ApiMessage[]): Answer {
    return { status, body: { result: null, success: false, errors, messages: [] } };
}
