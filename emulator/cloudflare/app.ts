import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { addAdminPaths } from "./admin";
import { type Answer, failure } from "./api/answer";
import { fateOf } from "./api/faults";
import { type Counts, countRequest } from "./api/rate-limit";
import { follow, type Route } from "./api/route";
import type { Emulated } from "./emulated";
import { routes } from "./routes";

type Bindings = { readonly Bindings: HttpBindings };

/** The HTTP half: finds the route, counts, lets faults strike, and has the rest decided, one request after another. */
export function cloudflareApp(emulated: Emulated): Hono<Bindings> {
    const app = new Hono<Bindings>();
    let counts: Counts = new Map();

    app.use("/client/v4/*", async (context, next) => {
        const fate = fateOf(emulated.faults, emulated.draw());
        emulated.faults = fate.left;
        if (fate.latency > 0) await emulated.pause(fate.latency);
        if (fate.instead === "cut") {
            context.env.incoming.socket.destroy();
            return RESPONSE_ALREADY_SENT;
        }
        const limited = countRequest(counts, context.req.header("authorization") ?? "", emulated.now());
        counts = limited.counts;
        for (const [name, value] of Object.entries(limited.headers)) context.header(name, value);
        context.header("cf-ray", `${emulated.newId().slice(0, 16)}-FRA`);
        const instead = fate.instead ?? limited.refused;
        return instead ? send(context, instead) : await next();
    });
    for (const route of routes) {
        app.on(route.method, `/client/v4${route.path}`, async (context) =>
            send(context, await run(emulated, route, context)),
        );
    }
    for (const path of new Set(routes.map((route) => `/client/v4${route.path}`))) {
        app.all(path, (context) => send(context, failure(405, notAvailable(context.req.method))));
    }
    addAdminPaths(app, emulated);
    app.notFound((context) => send(context, failure(404, { code: 7000, message: "No route for that URI" })));
    return app;
}

async function run(emulated: Emulated, route: Route, context: Context<Bindings>): Promise<Answer> {
    const text = await context.req.text();
    const { pathname, searchParams } = new URL(context.req.url);
    const request = {
        params: context.req.param() as Readonly<Record<string, string>>,
        path: pathname,
        query: searchParams,
        authorization: context.req.header("authorization"),
        text,
        newId: emulated.newId,
    };
    return await emulated.change((state) => follow(state, route, { ...request, now: emulated.now() }));
}

function send(context: Context, { status, body, headers = {} }: Answer): Response {
    for (const [name, value] of Object.entries(headers)) context.header(name, value);
    const code = status as ContentfulStatusCode;
    return typeof body === "string" ? context.text(body, code) : context.json(body, code);
}

function notAvailable(method: string) {
    return { code: 7001, message: `Method ${method} not available for that URI.` };
}
