import { execFileSync, spawn } from "node:child_process";
import type { IncomingMessage } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { TLSSocket } from "node:tls";
import { expect } from "chai";
import type { SmokeRun } from "../../../../components/smoke/plan";
import { TemporaryFolder } from "../../support/temporary-folder";

/** Names of a process that are this machine, and others that nobody knows. */
const names = `
const dns = require("node:dns");
dns.lookup = (name, options, callback) => {
    if (!name.endsWith(".localhost")) callback(new Error("getaddrinfo ENOTFOUND " + name));
    else if (options.all) callback(null, [{ address: "127.0.0.1", family: 4 }]);
    else callback(null, "127.0.0.1", 4);
};
`;

describe("the smoke flows by name", () => {
    let folder: TemporaryFolder;
    let server: Server;
    let port: number;
    let asked: string[];
    let routeStatuses: number[];

    before(() => {
        folder = new TemporaryFolder();
        folder.write("names.cjs", names);
        execFileSync(
            "openssl",
            [
                ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"],
                ...["-keyout", "key.pem", "-out", "certificate.pem", "-subj", "/CN=app.localhost"],
                ...["-addext", "subjectAltName=DNS:app.localhost,DNS:slipway.localhost"],
            ],
            { cwd: folder.path, stdio: "pipe" },
        );
    });
    after(() => folder.remove());

    beforeEach(async () => {
        asked = [];
        routeStatuses = [];
        const tls = { key: folder.read("key.pem"), cert: folder.read("certificate.pem") };
        server = createServer(tls, (request: IncomingMessage, response) => {
            const { servername } = request.socket as TLSSocket & { readonly servername: unknown };
            asked.push(`${String(servername)} ${request.headers.host} ${request.url}`);
            const status = request.url === "/health" ? routeStatuses.shift() : undefined;
            response.writeHead(status ?? 200).end();
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        port = (server.address() as AddressInfo).port;
    });
    afterEach(async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
    });

    /** @param trusted whether the flows' process knows who made the certificate */
    async function run(host: string, trusted: boolean, routes: SmokeRun["routes"] = []) {
        const step = {
            ...{ name: "ask", method: "GET", path: "/a", host, headers: {}, capture: {}, timeout: 10 },
            expect: { json: {}, text: [], headers: {} },
        };
        const plan: SmokeRun = {
            ...{ address: "", port, byName: true, routes, variables: [], secrets: [], values: {} },
            flows: [{ name: "one", steps: [step], cleanup: [] }],
        };
        const words = ["--require", join(folder.path, "names.cjs"), "--import", "tsx", "components/smoke/main.ts"];
        const child = spawn("node", words, {
            cwd: join(__dirname, "..", "..", "..", ".."),
            env: {
                ...process.env,
                SLIPWAY_SMOKE: JSON.stringify(plan),
                ...(trusted ? { NODE_EXTRA_CA_CERTS: join(folder.path, "certificate.pem") } : {}),
            },
            stdio: ["ignore", "pipe", "pipe"],
        });
        const closed = new Promise<number | null>((resolve) => child.on("close", resolve));
        const [code, stdout] = await Promise.all([closed, text(child.stdout), text(child.stderr)]);
        return {
            code,
            said: stdout
                .replace(/\d+ ms/g, "N ms")
                .split("\n")
                .slice(0, -1),
        };
    }

    it("ask the name that a visitor would ask, over TLS", async () => {
        expect(await run("app.localhost", true)).to.deep.equal({
            code: 0,
            said: ["smoke: one", "smoke: ✓ ask (GET /a → 200, N ms)"],
        });
        expect(asked).to.deep.equal(["app.localhost app.localhost /a"]);
    });

    it("wait for the routes under their own names", async () => {
        routeStatuses = [404, 503, 200];
        const route = { host: "*.localhost", path: "/", service: "web", health: "/health" };
        expect(await run("app.localhost", true, [route])).to.deep.equal({
            code: 0,
            said: ["smoke: waiting for web to answer …", "smoke: one", "smoke: ✓ ask (GET /a → 200, N ms)"],
        });
        const waited = "slipway.localhost slipway.localhost /health";
        expect(asked).to.deep.equal([waited, waited, waited, "app.localhost app.localhost /a"]);
    });

    for (const [title, host, trusted, fault] of [
        ["whose certificate nobody vouches for", "app.localhost", false, "self-signed certificate"],
        ["that the certificate is not for", "other.localhost", true, "does not match certificate's altnames"],
        ["that nobody knows", "app.invalid", true, "ENOTFOUND app.invalid"],
    ] as const) {
        it(`are red at a name ${title}`, async () => {
            const { code, said } = await run(host, trusted);
            expect(code).to.equal(1);
            expect(said.join("\n")).to.contain(fault);
            expect(asked).to.deep.equal([]);
        });
    }
});
