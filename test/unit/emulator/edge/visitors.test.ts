import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import { connect, type TLSSocket } from "node:tls";
import { expect } from "chai";
import { type Asked, edgeAddress, TestEdge, textOf, usualZone } from "./support";

/** This machine's own defaults know no version before 1.2. */
const old = { minVersion: "TLSv1.1", ciphers: "DEFAULT:@SECLEVEL=0" } as const;

describe("Edge: visitors", () => {
    const edge = new TestEdge();
    let ports = { http: 0, https: 0 };

    beforeEach(async () => {
        await edge.makeAuthorities();
        const certificate = await edge.certificate(["example.com", "*.example.com"]);
        ports = { http: await edge.origin(undefined), https: await edge.origin(certificate) };
    });
    afterEach(() => edge.stop());

    it("tells the origin who asks, and believes no visitor who says so himself", async () => {
        await edge.start({ originPorts: ports });
        const { body, headers } = await edge.visit({
            path: "/a?b=c",
            headers: {
                "cf-connecting-ip": "203.0.113.9",
                "x-forwarded-for": "203.0.113.9",
                "x-forwarded-proto": "http",
                "x-own": ["one", "two"],
                connection: "close, x-hop",
                "x-hop": "not passed on",
            },
        });
        const asked = JSON.parse(body) as Asked;
        const ray = headers["cf-ray"];
        expect(ray).to.match(/^[0-9a-f]{16}-FRA$/);
        expect(asked).to.deep.equal({
            method: "GET",
            url: "/a?b=c",
            headers: {
                host: "app.example.com",
                "cdn-loop": "cloudflare; loops=1",
                "cf-connecting-ip": "127.0.0.1",
                "cf-ipcountry": "XX",
                "cf-ray": ray,
                "cf-visitor": '{"scheme":"https"}',
                "x-forwarded-for": "203.0.113.9, 127.0.0.1",
                "x-forwarded-proto": "https",
                "x-own": "one, two",
                connection: "keep-alive",
            },
            body: "",
            from: edgeAddress,
        });
    });

    it("passes bodies on, of a known length or not, and with any method", async () => {
        await edge.start({ originPorts: ports });
        for (const [method, headers] of [
            ["POST", { "content-length": 5 }],
            ["POST", { "transfer-encoding": "chunked" }],
            ["DELETE", { "transfer-encoding": "chunked" }],
        ] as const) {
            const asked = JSON.parse((await edge.visit({ method, headers, body: "hello" })).body) as Asked;
            expect([asked.method, asked.body]).to.deep.equal([method, "hello"]);
        }
    });

    it("passes an answer on as it comes: status, repeated headers, piece by piece", async () => {
        let finish = () => {};
        const port = await edge.origin(undefined, (_, response) => {
            response.writeHead(418, "Teapot", {
                "set-cookie": ["a=1", "b=2"],
                "strict-transport-security": "max-age=1",
            });
            response.write("first");
            finish = () => response.end("last");
        });
        await edge.start({ originPorts: { ...ports, http: port } });
        const request = http.request({
            host: edgeAddress,
            port: edge.port("http"),
            headers: { host: "app.example.com" },
            agent: false,
        });
        request.end();
        const [response] = (await once(request, "response")) as [http.IncomingMessage];
        const [first] = (await once(response, "data")) as [Buffer];
        finish();
        expect([first.toString(), await textOf(response)]).to.deep.equal(["first", "last"]);
        expect([response.statusCode, response.statusMessage]).to.deep.equal([418, "Teapot"]);
        expect(response.headers).to.deep.include({
            "set-cookie": ["a=1", "b=2"],
            server: "cloudflare",
            "cf-cache-status": "DYNAMIC",
            "strict-transport-security": "max-age=1",
        });
    });

    it("breaks an answer off where the origin does", async () => {
        const port = await edge.origin(undefined, (_, response) => {
            response.writeHead(200, { "content-length": 100 });
            response.write("some", () => response.destroy());
        });
        await edge.start({ originPorts: { ...ports, http: port } });
        const error: unknown = await edge.visit({ scheme: "http" }).catch((reason) => reason);
        expect((error as NodeJS.ErrnoException).code).to.equal("ECONNRESET");
    });

    it("lets go of the origin when the visitor leaves", async () => {
        let left: Promise<unknown> = Promise.resolve();
        let asked = () => {};
        const arrived = new Promise<void>((resolve) => {
            asked = resolve;
        });
        const port = await edge.origin(undefined, (_, response) => {
            left = once(response, "close");
            asked();
        });
        await edge.start({ originPorts: { ...ports, http: port } });
        const request = http.request({
            host: edgeAddress,
            port: edge.port("http"),
            headers: { host: "app.example.com" },
            agent: false,
        });
        request.on("error", () => {}).end();
        await arrived;
        request.destroy();
        await left;
    });

    it("keeps its connection with the origin, and asks anew where that was closed meanwhile", async () => {
        const connections = new Set<number>();
        let closing = false;
        const port = await edge.origin(undefined, (request, response) => {
            connections.add(request.socket.remotePort ?? 0);
            if (closing) {
                closing = false;
                return void request.socket.destroy();
            }
            response.end("served");
        });
        await edge.start({ originPorts: { ...ports, http: port } });
        for (const _ of [1, 2, 3]) await edge.visit({ scheme: "http" });
        expect(connections.size).to.equal(1);
        closing = true;
        expect((await edge.visit({ scheme: "http" })).body).to.equal("served");
        expect(connections.size).to.equal(2);
    });

    it("asks another of the name's origins where one cannot be reached", async () => {
        edge.zone = {
            ...usualZone,
            origins: ["127.0.0.1", "127.0.0.3"].map((content) => ({ name: "app.example.com", type: "A", content })),
        };
        await edge.start({ originPorts: ports });
        for (const _ of Array.from({ length: 8 })) {
            const { status, body } = await edge.visit({
                method: "POST",
                headers: { "content-length": 5 },
                body: "hello",
            });
            expect([status, (JSON.parse(body) as Asked).body]).to.deep.equal([200, "hello"]);
        }
    });

    it("speaks with origins from the address that the visitor came to", async () => {
        await edge.start({ originPorts: ports, addresses: ["127.0.0.2", "127.0.0.4"] });
        for (const [index, host] of ["127.0.0.2", "127.0.0.4"].entries()) {
            const { body } = await edge.visit({ tls: { host, port: edge.port("https", index) } });
            expect((JSON.parse(body) as Asked).from).to.equal(host);
        }
    });

    it("carries WebSockets", async () => {
        const origin = http.createServer();
        origin.on("upgrade", (request, socket) => {
            socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
            socket.write(`hello ${request.headers.upgrade} of ${request.headers["cf-connecting-ip"]};`);
            socket.pipe(socket);
        });
        edge.zone = { ...usualZone, ssl: "flexible" };
        await edge.start({ originPorts: { ...ports, http: await edge.listen(origin) } });
        const request = https.request({
            host: edgeAddress,
            ...{
                port: edge.port("https"),
                servername: "app.example.com",
                ca: edge.authority.certificate,
                agent: false,
            },
            headers: { host: "app.example.com", connection: "Upgrade", upgrade: "websocket" },
        });
        request.end();
        const [response, socket] = (await once(request, "upgrade")) as [http.IncomingMessage, TLSSocket];
        expect([response.statusCode, response.headers.upgrade]).to.deep.equal([101, "websocket"]);
        socket.write("echo");
        let heard = "";
        for await (const part of socket) {
            heard += String(part);
            if (heard.endsWith("echo")) break;
        }
        expect(heard).to.equal("hello websocket of 127.0.0.1;echo");
    });

    it("passes on that an origin wants no WebSocket", async () => {
        await edge.start({ originPorts: ports });
        const { status, body } = await edge.visit({ headers: { connection: "Upgrade", upgrade: "websocket" } });
        expect([status, (JSON.parse(body) as Asked).headers.upgrade]).to.deep.equal([200, "websocket"]);
    });

    it("shows a certificate of the zone to whoever asks for one of its names", async () => {
        await edge.start({ originPorts: ports });
        const socket = connect({
            ...{ port: edge.port("https"), host: edgeAddress, servername: "app.example.com" },
            ca: edge.authority.certificate,
        });
        await once(socket, "secureConnect");
        const { subjectaltname } = socket.getPeerCertificate();
        socket.destroy();
        expect([socket.authorized, subjectaltname]).to.deep.equal([true, "DNS:example.com, DNS:*.example.com"]);
    });

    const refused: readonly [string, object, string][] = [
        ["another domain's name", { servername: "example.org" }, "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE"],
        ["no name", { servername: "" }, "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE"],
        ["an older version", { ...old, maxVersion: "TLSv1.1" }, "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION"],
    ];
    for (const [what, options, code] of refused) {
        it(`refuses TLS for ${what}`, async () => {
            await edge.start({ originPorts: ports });
            const host = { port: edge.port("https"), host: edgeAddress, servername: "app.example.com" };
            const socket = connect({ ...host, ca: edge.authority.certificate, ...options });
            const [error] = (await once(socket, "error")) as [NodeJS.ErrnoException];
            expect(error.code).to.equal(code);
        });
    }

    it("serves an older version where the zone allows it", async () => {
        edge.zone = { ...usualZone, minTlsVersion: "1.1" };
        await edge.start({ originPorts: ports });
        const host = { port: edge.port("https"), host: edgeAddress, servername: "app.example.com" };
        const socket = connect({ ...host, ca: edge.authority.certificate, ...old, maxVersion: "TLSv1.1" });
        await once(socket, "secureConnect");
        expect(socket.getProtocol()).to.equal("TLSv1.1");
        socket.destroy();
    });
});
