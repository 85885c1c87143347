import type { IncomingMessage } from "node:http";

/** Headers as they are sent: a list where one is there several times. */
export type Headers = Readonly<Record<string, readonly string[] | string>>;

/** Who asks, and how. */
export interface Visit {
    /** The visitor's address. */
    readonly address: string;
    readonly scheme: "http" | "https";
    /** The request's id, such as `8c1f0e5a9b7d3c21-FRA`. */
    readonly ray: string;
}

/** Belong to one connection alone (RFC 9110, section 7.6.1). */
const ofConnection = ["connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"];

/**
 * What the origin gets: the visitor's headers, and Cloudflare's own. What a visitor claims to be Cloudflare's is
 * overwritten. See "Cloudflare HTTP headers". Unlike the real one, the edge leaves `Accept-Encoding` as it is.
 */
export function headersForOrigin(request: IncomingMessage, { address, scheme, ray }: Visit): Headers {
    const passed = withoutConnection(request.headersDistinct);
    const before = request.headersDistinct["x-forwarded-for"] ?? [];
    const loops = request.headersDistinct["cdn-loop"] ?? [];
    return {
        ...passed,
        ...(isUpgrade(request) ? { connection: "Upgrade", upgrade: request.headers.upgrade ?? "" } : {}),
        "cdn-loop": [...loops, "cloudflare; loops=1"].join(", "),
        "cf-connecting-ip": address,
        "cf-ipcountry": "XX",
        "cf-ray": ray,
        "cf-visitor": JSON.stringify({ scheme }),
        "x-forwarded-for": [...before, address].join(", "),
        "x-forwarded-proto": scheme,
    };
}

/**
 * What the visitor gets.
 *
 * @param hsts the zone's own header, which overrules the origin's; over HTTPS only
 */
export function headersForVisitor(response: IncomingMessage, { scheme, ray }: Visit, hsts?: string): Headers {
    return {
        ...withoutConnection(response.headersDistinct),
        ...edgeHeaders(ray),
        "cf-cache-status": "DYNAMIC",
        ...(hsts !== undefined && scheme === "https" ? { "strict-transport-security": hsts } : {}),
    };
}

/** What every answer of the edge has. */
export function edgeHeaders(ray: string): Headers {
    return { server: "cloudflare", "cf-ray": ray };
}

/** Whether the client wants to go on with another protocol, such as WebSocket. */
export function isUpgrade({ headers }: IncomingMessage): boolean {
    return headers.upgrade !== undefined && /(^|,)\s*upgrade\s*(,|$)/i.test(headers.connection ?? "");
}

function withoutConnection(headers: NodeJS.Dict<string[]>): Record<string, string | readonly string[]> {
    const named = (headers.connection ?? []).flatMap((value) => value.toLowerCase().split(/\s*,\s*/));
    const kept = Object.entries(headers).filter(([name]) => !ofConnection.includes(name) && !named.includes(name));
    return Object.fromEntries(
        kept.map(([name, values = []]) => [name, values.length === 1 ? String(values[0]) : values]),
    );
}
