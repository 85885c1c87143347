import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";
import { ApiError, badRequest, forbidden, notFound, unauthorized } from "./api-error";
import type { Handler } from "./call";
import type { Cloud } from "./cloud";
import { killed } from "./faults/die";
import { faultError } from "./faults/fault-error";
import { type Faults, faultsRequest, noFaults } from "./faults/faults";
import { meet } from "./faults/meet";
import { type Limits, type Spent, spend } from "./rate-limit";
import { routes } from "./routes";

/** What the HTTP half needs. */
export interface AppOptions {
    readonly cloud: Cloud;
    readonly token: string;
    readonly limits: Limits;
    /** Milliseconds since 1970. */
    readonly clock: () => number;
    /** Draws a number from 0 to 1. */
    readonly chance: () => number;
    readonly sleep: (milliseconds: number) => Promise<void>;
    /** Draws the id of a request, a UUID. */
    readonly requestId: () => string;
}

interface Environment {
    readonly Bindings: HttpBindings;
    readonly Variables: { requestId: string };
}

/** The API over HTTP, with `/_faults` beside it, which has no counterpart in the real one. */
export function createApp(options: AppOptions): Hono<Environment> {
    const app = new Hono<Environment>();
    let faults: Faults = noFaults;
    let spent: Spent = { all: [], keyLists: [] };

    app.get("/_faults", (context) => context.json(faults));
    app.delete("/_faults", (context) => {
        faults = noFaults;
        options.cloud.change((state) => ({ ...state, bootFaults: [] }));
        return context.body(null, 204);
    });
    app.post("/_faults", async (context) => {
        const asked = faultsRequest.safeParse(await context.req.json());
        if (!asked.success) return context.text(z.prettifyError(asked.error), 400);
        const { boots, die, ...rest } = asked.data;
        options.cloud.change((state) => killed({ ...state, bootFaults: boots }, die));
        faults = rest;
        return context.body(null, 204);
    });

    app.use("*", async (context, next) => {
        context.set("requestId", options.requestId());
        const met = meet(faults, { method: context.req.method, path: context.req.path }, options.chance);
        faults = met.faults;
        if (met.latency > 0) await options.sleep(met.latency);
        if (met.end?.how === "cut") {
            context.env.outgoing.destroy();
            return new Response();
        }
        const { method, path } = context.req;
        const isKeyList = method === "GET" && path === "/v2/account/keys";
        const allowance = spend(options.limits, spent, isKeyList, options.clock());
        spent = allowance.spent;
        for (const [name, value] of Object.entries(allowance.headers)) context.header(name, value);
        if (met.end?.how === "answer") throw faultError(met.end);
        if (!allowance.allowed) throw faultError({ status: 429 });
        if (context.req.header("authorization") !== `Bearer ${options.token}`) throw unauthorized();
        return await next();
    });
    for (const [method, path, scope, handler] of routes) {
        app.on(method, path, async (context) => {
            if (faults.missingScopes.includes(scope)) throw forbidden();
            return await answered(context, options.cloud, handler);
        });
    }
    app.notFound((context) => refused(context, notFound()));
    app.onError((error, context) => {
        return refused(context, error instanceof ApiError ? error : new ApiError(500, "server_error", error.message));
    });
    return app;
}

async function answered(context: Context<Environment>, cloud: Cloud, handler: Handler): Promise<Response> {
    const { req } = context;
    const { status, body } = cloud.handle(handler, {
        params: req.param(),
        query: req.query(),
        body: await parsed(req.text()),
        url: req.url,
    });
    context.header("x-request-id", context.get("requestId"));
    return body === undefined ? context.body(null, 204) : context.json(body, status as ContentfulStatusCode);
}

async function parsed(text: Promise<string>): Promise<unknown> {
    const json = await text;
    if (json === "") return undefined;
    try {
        return JSON.parse(json);
    } catch {
        throw badRequest();
    }
}

function refused(context: Context<Environment>, error: ApiError): Response {
    const requestId = context.get("requestId");
    context.header("x-request-id", requestId);
    for (const [name, value] of Object.entries(error.headers)) context.header(name, value);
    return context.json({ id: error.id, message: error.message, request_id: requestId }, error.status);
}
