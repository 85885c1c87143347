import { randomBytes } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import type { AddressInfo, Server } from "node:net";
import { makePublicAuthority } from "../../../../emulator/certificates/public-authority";
import { makeServerCertificate } from "../../../../emulator/certificates/server-certificate";
import { makeAuthorities } from "../../../../emulator/cloudflare/certificates/authorities";
import type { Certificate } from "../../../../emulator/cloudflare/certificates/certificate";
import type { EdgeView, EdgeZone } from "../../../../emulator/cloudflare/edge/view";
import type { Authorities } from "../../../../emulator/cloudflare/state";
import { type Edge, type EdgeOptions, startEdge } from "../../../../emulator/edge/server";

/** What a visitor wants; the rest is as usual. */
export interface Wish {
    readonly scheme?: "http" | "https";
    readonly host?: string;
    readonly path?: string;
    readonly method?: string;
    readonly headers?: http.OutgoingHttpHeaders;
    readonly body?: string;
    readonly tls?: https.RequestOptions;
}

/** What the visitor got. */
export interface Got {
    readonly status: number;
    readonly headers: http.IncomingHttpHeaders;
    readonly body: string;
}

/** What the origin of most tests answers: what it was asked, in JSON. */
export interface Asked {
    readonly method: string;
    readonly url: string;
    readonly headers: http.IncomingHttpHeaders;
    readonly body: string;
    readonly from: string;
    /** Common name of the client's certificate; absent where it showed none. */
    readonly client?: string;
}

/** Where the edge of most tests listens; origins are on 127.0.0.1, and visitors come from there. */
export const edgeAddress = "127.0.0.2";

/** An edge before origins of its own, on loopback. */
export class TestEdge {
    public authority!: Certificate;
    public authorities!: Authorities;
    /** What the edge is told of its one zone. */
    public zone: EdgeZone = usualZone;
    private edge: Edge | undefined;
    private readonly servers: Server[] = [];

    public async start(options: Partial<EdgeOptions> & Pick<EdgeOptions, "originPorts">): Promise<void> {
        await this.makeAuthorities();
        this.edge = await startEdge({
            view: () => this.view(),
            authority: this.authority,
            addresses: [edgeAddress],
            ports: { http: 0, https: 0 },
            lookup: async () => [],
            ...options,
        });
    }

    public async makeAuthorities(): Promise<void> {
        made ??= Promise.all([
            makePublicAuthority(new Date()),
            makeAuthorities(new Date(), () => randomBytes(16).toString("hex")),
        ]);
        [this.authority, this.authorities] = await made;
    }

    public view(): EdgeView {
        const { originRsa, originEcc, edgeClient } = this.authorities;
        return { originRoots: [originRsa.certificate, originEcc.certificate], client: edgeClient, zones: [this.zone] };
    }

    /** A certificate as the Origin CA signs it. */
    public async certificate(names: readonly string[], now = new Date()): Promise<https.ServerOptions> {
        return inNodesWords(await makeServerCertificate(this.authorities.originEcc, names, now));
    }

    /** Starts an origin, by default one that echoes; gives its port. */
    public async origin(tls: https.ServerOptions | undefined, listener: http.RequestListener = echo): Promise<number> {
        const server = tls === undefined ? http.createServer(listener) : https.createServer(tls, listener);
        return await this.listen(server);
    }

    public async listen(server: Server, address = "127.0.0.1"): Promise<number> {
        this.servers.push(server);
        server.listen(0, address);
        await once(server, "listening");
        return (server.address() as AddressInfo).port;
    }

    public port(scheme: "http" | "https", index = 0): number {
        return this.edge?.listeners[index]?.[scheme] ?? 0;
    }

    public async visit({ scheme = "https", host = "app.example.com", ...wish }: Wish): Promise<Got> {
        const options = {
            host: edgeAddress,
            port: this.port(scheme),
            path: wish.path ?? "/",
            method: wish.method ?? "GET",
            headers: { host, ...wish.headers },
            servername: host,
            ca: this.authority.certificate,
            agent: false,
            ...wish.tls,
        };
        const request = scheme === "http" ? http.request(options) : https.request(options);
        request.end(wish.body);
        const [response] = (await once(request, "response")) as [http.IncomingMessage];
        return { status: response.statusCode ?? 0, headers: response.headers, body: await textOf(response) };
    }

    public async stop(): Promise<void> {
        await this.edge?.close();
        for (const server of this.servers.splice(0)) {
            server.close();
            if (server instanceof http.Server || server instanceof https.Server) server.closeAllConnections();
        }
        this.zone = usualZone;
    }
}

let made: Promise<[Certificate, Authorities]> | undefined;

/** `app.example.com` is proxied to this machine. */
export const usualZone: EdgeZone = {
    name: "example.com",
    ssl: "strict",
    alwaysUseHttps: false,
    minTlsVersion: "1.2",
    originPulls: false,
    origins: [{ name: "app.example.com", type: "A", content: "127.0.0.1" }],
};

/** A certificate and its key, as Node's servers take them. */
export function inNodesWords({ certificate, privateKey }: Certificate): https.ServerOptions {
    return { cert: certificate, key: privateKey };
}

export async function textOf(message: http.IncomingMessage): Promise<string> {
    let text = "";
    for await (const part of message.setEncoding("utf8")) text += part;
    return text;
}

const echo: http.RequestListener = (request, response) => void echoed(request, response);

async function echoed(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const { method = "", url = "", headers, socket } = request;
    const client = "getPeerCertificate" in socket ? (socket as NodeTls).getPeerCertificate().subject?.CN : undefined;
    const body = await textOf(request);
    const from = socket.remoteAddress ?? "";
    response.end(JSON.stringify({ method, url, headers, body, from, ...(client === undefined ? {} : { client }) }));
}

interface NodeTls {
    getPeerCertificate(): { readonly subject?: { readonly CN: string } };
}
