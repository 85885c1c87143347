import type { CloudflareState } from "../state";
import type { Handler, Outcome } from "./call";
import { Refusal, refusal } from "./refusal";
import { isActive, mayUse, type Permission, type Token, tokenOf } from "./token";

/** An endpoint, where it is, and whom it answers. */
export interface Route {
    readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
    /** Below `/client/v4`, with parameters as in `/zones/:zone`. */
    readonly path: string;
    /** A permission of the token; or only that it is known, or good; or nothing at all. */
    readonly needs: Permission | "a known token" | "a good token" | "nothing";
    readonly run: Handler;
}

/** A request that has found its route. */
export interface Request {
    readonly params: Readonly<Record<string, string>>;
    /** With `/client/v4`. */
    readonly path: string;
    readonly query: URLSearchParams;
    /** The `Authorization` header. */
    readonly authorization: string | undefined;
    /** The body as it came. */
    readonly text: string;
    readonly now: Date;
    /** Gives 32 hexadecimal digits, fresh each time. */
    readonly newId: () => string;
}

/** Checks whom a request comes from, and lets its route decide; a refusal leaves the state as it was. */
export async function follow(state: CloudflareState, route: Route, request: Request): Promise<Outcome> {
    try {
        const token = admit(state.tokens, route, request);
        return await route.run(state, { ...request, token, body: parsed(request.text) });
    } catch (error) {
        if (error instanceof Refusal) return { state, answer: error.answer };
        throw error;
    }
}

function admit(tokens: readonly Token[], { needs }: Route, { authorization, now }: Request): Token {
    if (needs === "nothing") return nobody;
    const token = tokenOf(tokens, authorization);
    if (needs === "a known token") {
        if (!token) throw refusal(401, 1000, "Invalid API Token");
        return token;
    }
    if (!token || !isActive(token, now)) throw refusal(403, 9109, "Invalid access token");
    if (needs !== "a good token" && !mayUse(token, needs)) throw refusal(403, 10_000, "Authentication error");
    return token;
}

const nobody: Token = { id: "", value: "", permissions: [] };

function parsed(text: string): unknown {
    if (text === "") return undefined;
    try {
        return JSON.parse(text) as unknown;
    } catch {
        throw refusal(400, 6007, "Malformed JSON in request body");
    }
}
