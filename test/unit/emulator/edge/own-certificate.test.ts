import { expect } from "chai";
import { makePullCertificate } from "../cloudflare/pull-certificate";
import { type Asked, TestEdge, usualZone } from "./support";

describe("Emulated edge: a certificate of the zone's own", () => {
    const edge = new TestEdge();

    before(() => edge.makeAuthorities());
    afterEach(() => edge.stop());

    for (const [originPulls, shown] of [
        [true, "edge of example.com"],
        [false, undefined],
    ] as const) {
        it(`is ${originPulls ? "" : "not "}shown to origins where origin pulls are ${originPulls ? "on" : "off"}`, async () => {
            const client = await makePullCertificate("0d");
            edge.zone = { ...usualZone, originPulls, client };
            const asks = { requestCert: true, rejectUnauthorized: false, ca: client.certificate };
            const secure = await edge.origin({ ...(await edge.certificate(["app.example.com"])), ...asks });
            await edge.start({ originPorts: { http: 0, https: secure } });
            expect((JSON.parse((await edge.visit({})).body) as Asked).client).to.equal(shown);
        });
    }

    for (const [originPulls, host, shown] of [
        [false, "app.example.com", "edge of example.com"],
        [true, "app.example.com", "edge of example.com"],
        [true, "quiet.example.com", undefined],
        [true, "other.example.com", "*.cloudflare.com"],
        [false, "other.example.com", undefined],
    ] as const) {
        it(`shows ${shown ?? "nothing"} for ${host} where the zone's are ${originPulls ? "on" : "off"}`, async () => {
            const hostClients = {
                "app.example.com": await makePullCertificate("0e"),
                "quiet.example.com": "none",
            } as const;
            const origins = [{ name: "*.example.com", type: "A", content: "127.0.0.1" }] as const;
            edge.zone = { ...usualZone, originPulls, hostClients, origins };
            const { certificate: ca } = edge.authorities.originPull;
            const asks = { requestCert: true, rejectUnauthorized: false, ca };
            const secure = await edge.origin({ ...(await edge.certificate([host])), ...asks });
            await edge.start({ originPorts: { http: 0, https: secure } });
            expect((JSON.parse((await edge.visit({ host })).body) as Asked).client).to.equal(shown);
        });
    }
});
