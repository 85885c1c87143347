import { z } from "zod";
import { field } from "./field";
import { parseHostname } from "./hostname";
import { parsed } from "./parsed";
import { parseUrlPath } from "./url-path";

const portNumber = z.int().min(1).max(65_535);

const route = field(
    {
        meaning: "Which requests go to one service.",
        expected: "a map with service and port",
        example: "{ path: /, service: web, port: 3000 }",
    },
    z.strictObject({
        /** Name in the request's `Host` header, in lower case; absent: any. */
        host: field(
            {
                meaning: "Host name whose requests go to the service; without it, requests for any name do.",
                expected: "a host name without scheme and port",
                example: "host: app.example.com",
                change: "The proxy routes the new name within a second; no container restarts.",
            },
            parsed(parseHostname).exactOptional(),
        ),
        /** Prefix of the request's path, without a slash at its end unless it is `/`. */
        path: field(
            {
                meaning:
                    "Start of the paths that go to the service: `/api` means itself and what lies below it. Of the routes of a host, the longest that fits a request wins.",
                expected: "a path that starts with / and has no query",
                example: "path: /api",
                change: "The proxy routes the new path within a second; no container restarts.",
            },
            parsed(parseUrlPath).prefault("/"),
        ),
        /** Name of a service of the compose file. */
        service: field(
            {
                meaning: "Service of the compose file that answers.",
                expected: "the name of a service in the compose file",
                example: "service: web",
                change: "The proxy sends requests to the other service once that is healthy.",
            },
            z.string().min(1),
        ),
        /** Port inside the service's containers, 1 to 65535. */
        port: field(
            {
                meaning: "Port that the service listens on inside its containers.",
                expected: "a port from 1 to 65535",
                example: "port: 3000",
                change: "The edge and the gateway lead to the new port; a new gateway starts beside the old one.",
            },
            portNumber,
        ),
        /** Path that `slipway start` asks after a deploy. */
        health: field(
            {
                meaning:
                    "Path that has to answer 2xx or 3xx after a deploy; without it, the route's own path has to answer anything but 404 and a fault of the server: an app without a page there needs it.",
                expected: "a path that starts with / and has no query",
                example: "health: /health",
                change: "Nothing changes on the engine.",
            },
            parsed(parseUrlPath).exactOptional(),
        ),
    }),
);

/** `slipway:domain`: where the app is reached. */
export const domainSchema = field(
    {
        meaning: "Where the app is reached.",
        expected: "a map with port and routes",
        example: "slipway:domain: { routes: [{ service: web, port: 3000 }] }",
    },
    z
        .strictObject({
            /** Port of the host on which the proxy takes requests, 1 to 65535. */
            port: field(
                {
                    meaning: "Port of the host on which the proxy takes requests.",
                    expected: "a port from 1 to 65535",
                    example: "port: 8080",
                    change: "The proxy restarts, and requests fail for a few seconds.",
                },
                portNumber.default(8080),
            ),
            /** Which requests go to which service; no two with the same host and path. */
            routes: field(
                {
                    meaning:
                        "Which requests go to which service. A service without a route is reached only by the other services.",
                    expected: "a list of routes",
                    example: "routes: [{ service: web, port: 3000 }]",
                    change: "The proxy routes anew within a second; a service that gains or loses its only route is replaced.",
                },
                z.array(route).default([]),
            ),
        })
        .prefault({}),
);
