import { z } from "zod";
import { parseAcmeDirectory } from "./acme-directory";
import { isEmail } from "./email";
import { field } from "./field";
import { parsed } from "./parsed";
import { parseRouteHost } from "./route-host";
import { parseUrlPath } from "./url-path";
import { parseZone } from "./zone";

const portNumber = z.int().min(1).max(65_535);

const route = field(
    {
        meaning: "Which requests go to one service.",
        expected: "a map with service and port",
        example: "{ path: /, service: web, port: 3000 }",
    },
    z.strictObject({
        /** Name in the request's `Host` header, in lower case, or `*.` before one; absent: any. */
        host: field(
            {
                meaning:
                    "Host name whose requests go to the service, with `*.` in front for every name of one label more; without it, requests for any name do. With `slipway:servers` each route needs one, in the zone.",
                expected: "a host name without scheme and port",
                example: "host: app.example.com",
                change: "The proxy routes the new name within a second; no container restarts.",
            },
            parsed(parseRouteHost).exactOptional(),
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

/** `slipway:domain.acme`: who signs the certificates of servers without Cloudflare's proxy before them. */
const acme = field(
    {
        meaning: "How the servers get certificates of their own, by ACME. Needed with `proxied: false`, and only then.",
        expected: "a map with email and directory",
        example: "acme: { email: ops@example.com }",
    },
    z
        .strictObject({
            /** Mail address. */
            email: field(
                {
                    meaning: "Where the certificate authority writes to, about certificates that end soon.",
                    expected: "a mail address",
                    example: "email: ops@example.com",
                    change: "An account that is opened from then on has the new address; the one that is there keeps the old one.",
                },
                z.string().refine(isEmail),
            ),
            /** URL of an ACME directory. */
            directory: field(
                {
                    meaning:
                        "Certificate authority: `production` and `staging` are Let's Encrypt's. Browsers don't trust the certificates of `staging`, of which one may have many.",
                    expected: "production, staging or the https URL of an ACME directory",
                    example: "directory: staging",
                    change: "Certificates are asked for there; until they have come, the old ones serve.",
                },
                parsed(parseAcmeDirectory).prefault("production"),
            ),
            /** Token of Cloudflare's API. */
            dnsToken: field(
                {
                    meaning:
                        "Token by which the servers prove with records in the zone that a wildcard is yours (DNS-01): needed for hosts with `*.`, and only then. Make one at Cloudflare that may do nothing but Zone:Read and DNS:Edit in this zone, as it lies on the servers. Set it with `pulumi config set --secret --path 'slipway:domain.acme.dnsToken' --stack STACK`.",
                    expected: "an encrypted text",
                    example: "dnsToken: { secure: … }",
                    change: "The service that has the certificates restarts; nothing of the app does.",
                },
                z.string().min(1).exactOptional(),
            ),
        })
        .exactOptional(),
);

/** `slipway:domain`: where the app is reached. */
export const domainSchema = field(
    {
        meaning: "Where the app is reached.",
        expected: "a map with port, zone, proxied, acme, dnssec, caa and routes",
        example: "slipway:domain: { routes: [{ service: web, port: 3000 }] }",
    },
    z
        .strictObject({
            /** Port of the host on which the proxy takes requests, 1 to 65535. */
            port: field(
                {
                    meaning:
                        "Port of the host on which the proxy takes requests. Not with `slipway:servers`, which take them on 80 and 443.",
                    expected: "a port from 1 to 65535",
                    example: "port: 8080",
                    change: "The proxy restarts, and requests fail for a few seconds.",
                },
                portNumber.default(8080),
            ),
            /** Name of a zone at Cloudflare, in lower case. */
            zone: field(
                {
                    meaning:
                        "Zone at Cloudflare in which the hosts of all routes lie; it has to be in the account already. Needed for routes to `slipway:servers`, with `cloudflare:apiToken`.",
                    expected: "the name of a zone at Cloudflare",
                    example: "zone: example.com",
                    change: "The records are made in the new zone, and removed from the old one.",
                },
                parsed(parseZone).exactOptional(),
            ),
            /** Cloudflare shows the servers a certificate of this stack, and they let nobody else in. */
            originPulls: field(
                {
                    meaning:
                        "Whether the servers let in only who shows a certificate that this stack has given to Cloudflare (authenticated origin pulls), beside the firewall, which lets in Cloudflare alone. Each host has its own stack's certificate, of which a zone takes ten; one for a host with `*.` is the whole zone's, so of the stacks in a zone only one may have such hosts together with this.",
                    expected: "true or false",
                    example: "originPulls: false",
                    change: "The edges restart one after another.",
                },
                z.boolean().default(true),
            ),
            /** Whether requests come through Cloudflare. */
            proxied: field(
                {
                    meaning:
                        "Whether requests go through Cloudflare, which hides the servers' addresses and has the certificate that browsers see. With `false` the names lead to the servers themselves, or to their load balancer, and the certificates come by `acme`.",
                    expected: "true or false",
                    example: "proxied: false",
                    change: "The edges restart one after another and take requests the new way alone: until the names lead that way too, up to five minutes, requests fail. No container of the app restarts.",
                },
                z.boolean().default(true),
            ),
            /** How servers without Cloudflare's proxy get certificates. */
            acme,
            /** Whether this stack sees to it that the zone's answers are signed. */
            dnssec: field(
                {
                    meaning:
                        "Whether this stack has Cloudflare sign the zone's answers; with `false` they are left as they are. Where the domain is registered elsewhere, the DS record that Cloudflare shows (DNS > Settings) has to be entered there.",
                    expected: "true or false",
                    example: "dnssec: false",
                    change: "Turned on, answers are signed from then on. Before it is turned off, take the DS record away where the domain is registered: else nobody finds the zone.",
                },
                z.boolean().default(true),
            ),
            /** Whether records say who may sign certificates for the hosts. */
            caa: field(
                {
                    meaning:
                        "Whether records say that the authority of `acme` alone may sign certificates for the hosts of the routes (CAA). Without `acme` there are none: Cloudflare's own authorities change.",
                    expected: "true or false",
                    example: "caa: false",
                    change: "The records are made or removed; certificates that are there stay.",
                },
                z.boolean().default(true),
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
