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
});
