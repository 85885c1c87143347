import { createServer, type Socket } from "node:net";
import { expect } from "chai";
import { makeServerCertificate } from "../../../../emulator/certificates/server-certificate";
import { makeAuthority, makeClient } from "../../../../emulator/cloudflare/certificates/authority";
import type { EdgeZone } from "../../../../emulator/cloudflare/edge/view";
import { type Asked, inNodesWords, TestEdge, usualZone } from "./support";

const day = 86_400_000;

describe("Edge: how it speaks with origins", () => {
    const edge = new TestEdge();
    let plain = 0;

    beforeEach(async () => {
        await edge.makeAuthorities();
        plain = await edge.origin(undefined);
    });
    afterEach(() => edge.stop());

    /** What the visitor of a zone gets where the origin has this certificate: status, and the first line. */
    async function answerOf(zone: Partial<EdgeZone>, tls: object): Promise<readonly unknown[]> {
        edge.zone = { ...usualZone, ...zone };
        const secure = await edge.origin(tls);
        await edge.start({ originPorts: { http: plain, https: secure } });
        const { status, body } = await edge.visit({});
        return status === 200 ? [status] : [status, body.trimEnd().split("\n").at(-1)];
    }

    const good = () => edge.certificate(["example.com", "*.example.com"]);
    const ofOther = () => edge.certificate(["*.example.org"]);
    const expired = () => edge.certificate(["*.example.com"], new Date(Date.now() - 91 * day));
    const unknown = async () =>
        inNodesWords(await makeServerCertificate(edge.authority, ["*.example.com"], new Date()));

    const certificates: readonly [string, string, () => Promise<object>, number, RegExp?][] = [
        ["strict", "the Origin CA's certificate", good, 200],
        [
            "strict",
            "another name's certificate",
            ofOther,
            526,
            /^Invalid SSL certificate \(ERR_TLS_CERT_ALTNAME_INVALID/,
        ],
        ["strict", "an expired certificate", expired, 526, /^Invalid SSL certificate \(CERT_HAS_EXPIRED/],
        ["strict", "a certificate of whomever", unknown, 526, /^Invalid SSL certificate \(UNABLE_TO_/],
        ["full", "another name's certificate", ofOther, 200],
        ["full", "an expired certificate", expired, 200],
        ["full", "a certificate of whomever", unknown, 200],
    ];
    for (const [ssl, what, make, status, line] of certificates) {
        it(`answers ${status} under ${ssl} where the origin has ${what}`, async () => {
            const [got, said] = await answerOf({ ssl }, await make());
            expect(got).to.equal(status);
            if (line) expect(said).to.match(line);
        });
    }

    it("trusts public authorities under strict, as far as it is told of them", async () => {
        const secure = await edge.origin(await unknown());
        await edge.start({
            originPorts: { http: plain, https: secure },
            publicRoots: () => [edge.authority.certificate],
        });
        expect((await edge.visit({})).status).to.equal(200);
    });

    it("says 525 where the origin speaks no TLS", async () => {
        await edge.start({ originPorts: { http: plain, https: plain } });
        expect((await edge.visit({})).status).to.equal(525);
    });

    it("says 525 where the origin hangs up in the handshake", async () => {
        const rude = await edge.listen(createServer((socket) => socket.once("data", () => socket.destroy())));
        await edge.start({ originPorts: { http: plain, https: rude } });
        expect((await edge.visit({})).status).to.equal(525);
    });

    it("says 521 where nobody listens", async () => {
        const free = createServer();
        const port = await edge.listen(free);
        free.close();
        await edge.start({ originPorts: { http: plain, https: port } });
        const { status, body, headers } = await edge.visit({});
        expect([status, body.split("\n").slice(0, 1)]).to.deep.equal([521, ["error code: 521"]]);
        expect(headers.server).to.equal("cloudflare");
    });

    const silent = () => edge.listen(createServer((socket: Socket) => socket.resume()));

    it("says 522 where the handshake does not come to its end in time", async () => {
        await edge.start({ originPorts: { http: plain, https: await silent() }, limits: { connect: 50, answer: 1e5 } });
        expect((await edge.visit({})).status).to.equal(522);
    });

    it("says 524 where no answer comes in time", async () => {
        const ports = { http: await silent(), https: plain };
        await edge.start({ originPorts: ports, limits: { connect: 1e5, answer: 50 } });
        expect((await edge.visit({ scheme: "http" })).status).to.equal(524);
    });

    it("says 520 where the origin hangs up instead of an answer", async () => {
        const rude = await edge.listen(createServer((socket) => socket.once("data", () => socket.destroy())));
        await edge.start({ originPorts: { http: rude, https: plain } });
        expect((await edge.visit({ scheme: "http" })).status).to.equal(520);
    });

    const schemes: readonly [string, "http" | "https", string][] = [
        ["flexible", "https", "plain"],
        ["flexible", "http", "plain"],
        ["full", "http", "plain"],
        ["strict", "http", "plain"],
        ["strict", "https", "secure"],
    ];
    for (const [ssl, scheme, which] of schemes) {
        it(`asks the ${which} origin under ${ssl} for a visitor over ${scheme}`, async () => {
            edge.zone = { ...usualZone, ssl };
            const secure = await edge.origin(await good(), (_, response) => response.end("secure"));
            const port = await edge.origin(undefined, (_, response) => response.end("plain"));
            await edge.start({ originPorts: { http: port, https: secure } });
            expect((await edge.visit({ scheme })).body).to.equal(which);
        });
    }

    for (const originPulls of [true, false]) {
        it(`shows ${originPulls ? "its" : "no"} certificate to the origin, as the zone says`, async () => {
            const { originPull } = edge.authorities;
            edge.zone = { ...usualZone, originPulls };
            const asks = { requestCert: true, rejectUnauthorized: false, ca: originPull.certificate };
            const secure = await edge.origin({ ...(await good()), ...asks });
            await edge.start({ originPorts: { http: plain, https: secure } });
            const { client } = JSON.parse((await edge.visit({})).body) as Asked;
            expect(client).to.equal(originPulls ? "*.cloudflare.com" : undefined);
        });
    }

    it("shows the zone's own certificate where there is one", async () => {
        const id = "4".repeat(32);
        const validity = { serial: id, from: new Date(Date.now() - day), until: new Date(Date.now() + day) };
        const own = await makeAuthority("CN=Own", "ecc", validity);
        const client = await makeClient(own, "CN=edge of example.com", validity);
        edge.zone = { ...usualZone, originPulls: true, client };
        const asks = { requestCert: true, rejectUnauthorized: true, ca: own.certificate };
        await edge.start({ originPorts: { http: plain, https: await edge.origin({ ...(await good()), ...asks }) } });
        expect((JSON.parse((await edge.visit({})).body) as Asked).client).to.equal("edge of example.com");
    });

    it("gets no answer from an origin that asks for a certificate, without one", async () => {
        const asks = { requestCert: true, rejectUnauthorized: true, ca: edge.authorities.originPull.certificate };
        const secure = await edge.origin({ ...(await good()), ...asks });
        await edge.start({ originPorts: { http: plain, https: secure } });
        expect((await edge.visit({})).status).to.equal(525);
        edge.zone = { ...usualZone, originPulls: true };
        expect((await edge.visit({})).status).to.equal(200);
    });
});
