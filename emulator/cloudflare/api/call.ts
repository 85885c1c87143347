import type { CloudflareState } from "../state";
import type { Answer } from "./answer";
import type { Token } from "./token";

/** A request, understood and allowed; with the moment and the source of ids, so that deciding is pure. */
export interface Call {
    /** What the path named, such as `zone` in `/zones/:zone`. */
    readonly params: Readonly<Record<string, string>>;
    /** The path as it was asked, from `/client/v4` on: errors repeat it. */
    readonly path: string;
    readonly query: URLSearchParams;
    /** The parsed JSON; undefined without a body. */
    readonly body: unknown;
    readonly token: Token;
    readonly now: Date;
    /** A fresh id: 32 hexadecimal digits. */
    readonly newId: () => string;
}

/** What a call leads to. */
export interface Outcome {
    readonly answer: Answer;
    /** The state after it; the very same object where nothing changed. */
    readonly state: CloudflareState;
}

/** One endpoint: decides by the state and the call, and throws a `Refusal` where the API refuses. */
export type Handler = (state: CloudflareState, call: Call) => Outcome | Promise<Outcome>;

/** The body's members. Anything but a JSON object has none, as far as an endpoint looks for them. */
export function membersOf({ body }: Pick<Call, "body">): Readonly<Record<string, unknown>> {
    return typeof body === "object" && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : {};
}
