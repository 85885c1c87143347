import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, createServer, type TLSSocket } from "node:tls";
import { expect } from "chai";
import { makeRequest } from "./csr";
import { member, seed, TestCloudflare, zone } from "./support";

const example = "e".repeat(32);

describe("Cloudflare emulator: Origin CA certificates", () => {
    const cloudflare = new TestCloudflare();

    before(() => cloudflare.start({ ...seed, tokens: [...seed.tokens, pendingOnly] }));
    after(() => cloudflare.stop());

    const hostnames = ["example.com", "*.example.com"];

    for (const kind of ["rsa", "ecc"] as const) {
        it(`signs for a key of kind ${kind}; a TLS client that trusts the root takes it`, async () => {
            const { csr, privateKey } = await makeRequest(kind);
            // By the machine's own clock: a TLS client has no other.
            cloudflare.time = Date.now();
            const body = { csr, hostnames, request_type: `origin-${kind}`, requested_validity: 90 };
            const { status, result } = await cloudflare.ask("POST", "/certificates", body);
            expect([status, member(result, "hostnames"), member(result, "requested_validity")]).to.deep.equal([
                200,
                hostnames,
                90,
            ]);
            const pem = String(member(result, "certificate"));
            const certificate = new X509Certificate(pem);
            const { originRsa, originEcc } = cloudflare.state.authorities;
            const root = new X509Certificate((kind === "rsa" ? originRsa : originEcc).certificate);
            const other = new X509Certificate((kind === "rsa" ? originEcc : originRsa).certificate);
            expect([certificate.verify(root.publicKey), certificate.checkIssued(root)]).to.deep.equal([true, true]);
            expect(certificate.verify(other.publicKey)).to.equal(false);
            expect([root.ca, certificate.ca]).to.deep.equal([true, false]);
            expect(certificate.subjectAltName).to.equal("DNS:example.com, DNS:*.example.com");
            expect(member(result, "id")).to.equal(BigInt(`0x${certificate.serialNumber}`).toString());
            expect(member(result, "expires_on")).to.match(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0000 UTC$/);
            expect(new Date(String(member(result, "expires_on")).replace(" +0000 UTC", "Z"))).to.deep.equal(
                new Date(certificate.validTo),
            );
            expect(Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)).to.equal(90 * 86_400_000);

            const trusted = await handshake({ cert: pem, key: privateKey }, root.toString(), "app.example.com");
            expect(trusted).to.equal("authorized");
            expect(await handshake({ cert: pem, key: privateKey }, root.toString(), "a.b.example.com")).to.equal(
                "ERR_TLS_CERT_ALTNAME_INVALID",
            );
            expect(await handshake({ cert: pem, key: privateKey }, other.toString(), "app.example.com")).to.match(
                /^UNABLE_TO/,
            );
        });
    }

    it("shows, lists and revokes a certificate", async () => {
        const { csr } = await makeRequest("ecc");
        const { result } = await cloudflare.ask("POST", "/certificates", {
            csr,
            hostnames,
            request_type: "origin-ecc",
        });
        const path = `/certificates/${member(result, "id")}`;
        expect(member(result, "requested_validity")).to.equal(5475);
        expect((await cloudflare.ask("GET", path)).result).to.deep.equal(result);
        const ids = async () => {
            const list = (await cloudflare.ask("GET", `/certificates?zone_id=${example}`)).result;
            return (list as readonly unknown[]).map((one) => member(one, "id"));
        };
        expect(await ids()).to.include(member(result, "id"));

        const revoked = await cloudflare.ask("DELETE", path);
        expect(revoked.result).to.deep.equal({ id: member(result, "id"), revoked_at: cloudflare.now().toISOString() });
        expect((await cloudflare.ask("GET", path)).result).to.deep.equal({
            ...(result as object),
            revoked_at: cloudflare.now().toISOString(),
        });
        expect(await ids()).not.to.include(member(result, "id"));
        const again = await cloudflare.ask("DELETE", path);
        expect([again.status, again.errors[0]?.code]).to.deep.equal([400, 1014]);
    });

    it("signs names in lower case and once", async () => {
        const { csr } = await makeRequest("ecc");
        const names = ["App.Example.com", "app.example.com."];
        const body = { csr, hostnames: names, request_type: "origin-ecc", requested_validity: 7 };
        const { result } = await cloudflare.ask("POST", "/certificates", body);
        expect(member(result, "hostnames")).to.deep.equal(["app.example.com"]);
    });

    const bad: readonly [string, object, number][] = [
        ["no request to sign", { csr: "" }, 1007],
        [
            "a request that is none",
            { csr: "-----BEGIN CERTIFICATE REQUEST-----\nxx\n-----END CERTIFICATE REQUEST-----" },
            1011,
        ],
        ["a kind that is not known", { request_type: "origin-dsa" }, 1002],
        ["a validity that is not offered", { requested_validity: 100 }, 1009],
        ["no names", { hostnames: [] }, 1010],
        ["a name of nobody's zone", { hostnames: ["example.com", "example.org"] }, 1010],
        ["a name of a zone that is pending", { hostnames: ["pending.test"] }, 1010],
        ["a double wildcard", { hostnames: ["*.*.example.com"] }, 1010],
        ["an address", { hostnames: ["203.0.113.5"] }, 1010],
        ["too many names", { hostnames: Array.from({ length: 101 }, (_, index) => `n${index}.example.com`) }, 1005],
    ];
    for (const [what, change, code] of bad) {
        it(`refuses ${what}`, async () => {
            const { csr } = await makeRequest("ecc");
            const body = { csr, hostnames, request_type: "origin-ecc", requested_validity: 90, ...change };
            const answer = await cloudflare.ask("POST", "/certificates", body);
            expect([answer.status, answer.errors[0]?.code]).to.deep.equal([400, code]);
        });
    }

    it("refuses a request that another key has signed", async () => {
        const { csr } = await makeRequest("ecc");
        const lines = csr.trim().split("\n");
        const der = Buffer.from(lines.slice(1, -1).join(""), "base64");
        der[der.length - 5] = (der[der.length - 5] ?? 0) ^ 1;
        const forged = [lines[0], der.toString("base64"), lines.at(-1)].join("\n");
        const body = { csr: forged, hostnames, request_type: "origin-ecc" };
        expect((await cloudflare.ask("POST", "/certificates", body)).errors[0]?.code).to.equal(1011);
    });

    it("says which name it is that it does not sign for", async () => {
        const { csr } = await makeRequest("ecc");
        const { errors } = await cloudflare.ask("POST", "/certificates", {
            csr,
            hostnames: ["example.org"],
            request_type: "origin-ecc",
        });
        expect(errors[0]?.message).to.equal(
            "Failed to validate requested hostname example.org: This zone is either not part of your account, or you do not have access to it.",
        );
    });

    it("refuses what is not there, a list without a zone, and another zone's certificates", async () => {
        const { csr } = await makeRequest("ecc");
        const { result } = await cloudflare.ask("POST", "/certificates", {
            csr,
            hostnames,
            request_type: "origin-ecc",
        });
        const path = `/certificates/${member(result, "id")}`;
        expect((await cloudflare.ask("GET", path, undefined, `Bearer ${pendingOnly.value}`)).errors[0]?.code).to.equal(
            1101,
        );
        const missing = await cloudflare.ask("DELETE", "/certificates/123");
        expect([missing.status, missing.errors[0]]).to.deep.equal([
            404,
            { code: 1101, message: "Failed to read certificate from Database" },
        ]);
        expect((await cloudflare.ask("GET", "/certificates")).errors[0]?.code).to.equal(1012);
    });

    it("turns authenticated origin pulls with own certificates on and off", async () => {
        const path = `${zone}/origin_tls_client_auth/settings`;
        expect((await cloudflare.ask("GET", path)).result).to.deep.equal({ enabled: false });
        expect((await cloudflare.ask("PUT", path, { enabled: true })).result).to.deep.equal({ enabled: true });
        expect((await cloudflare.ask("GET", path)).result).to.deep.equal({ enabled: true });
        expect((await cloudflare.ask("PUT", path, {})).status).to.equal(400);
    });

    it("has an edge that origins know by its certificate, and nobody else", async () => {
        const { csr, privateKey } = await makeRequest("ecc");
        const body = { csr, hostnames, request_type: "origin-ecc" };
        const cert = String(member((await cloudflare.ask("POST", "/certificates", body)).result, "certificate"));
        const ca = String(await cloudflare.admin("GET", "/_origin_pull_ca.pem"));
        const root = String(await cloudflare.admin("GET", "/_origin_ca_root.pem"));
        const edge = (await cloudflare.admin("GET", "/_edge")) as {
            readonly client: { readonly certificate: string; readonly privateKey: string };
        };
        const origin = { cert, key: privateKey, ca, requestCert: true, rejectUnauthorized: true };
        const { certificate, privateKey: key } = edge.client;
        expect(await handshake(origin, root, "app.example.com", { cert: certificate, key })).to.equal("authorized");
        expect(await handshake(origin, root, "app.example.com")).not.to.equal("authorized");
        expect(await handshake(origin, root, "app.example.com", { cert, key: privateKey })).not.to.equal("authorized");
    });
});

const pendingOnly = {
    value: "p".repeat(40),
    permissions: ["SSL and Certificates Read"],
    zones: ["pending.test"],
} as const;

/** Lets a TLS client and a server shake hands and say a word; gives "authorized", or the error's code. */
async function handshake(origin: object, ca: string, servername: string, client: object = {}): Promise<string> {
    const server = createServer(origin, (socket) => {
        socket.on("error", () => socket.destroy());
        socket.end("hello");
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const socket: TLSSocket = connect({ port, host: "127.0.0.1", ca, servername, ...client });
    try {
        // TLS 1.3 tells a client of its bad certificate only after its side is done: so wait for the server's word.
        return await new Promise<string>((resolve) => {
            socket.on("data", (word) => resolve(socket.authorized ? "authorized" : `not trusted, but said ${word}`));
            socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
            socket.on("close", () => resolve("closed without a word"));
        });
    } finally {
        socket.destroy();
        server.close();
    }
}
