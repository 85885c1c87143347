import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { OriginPulls } from "../../../../components/tls/origin-pulls";
import { Marked, makeWithMocks, resolved } from "../../support/mocks";

const block = (label: string, content: string) => `-----BEGIN ${label}-----\n${content}\n-----END ${label}-----\n`;
const key = block("PRIVATE KEY", "AAAA");
const client = block("CERTIFICATE", "BBBB");
const authority = block("CERTIFICATE", "CCCC");

describe("authenticated origin pulls", () => {
    it("have Cloudflare show a certificate before the edge asks for one", async () => {
        const made = await makeWithMocks(() => new OriginPulls("pulls", { zoneId: "z1" }), {
            printed: { "pulls-client": key + client + authority },
        });
        expect(made.get("pulls-client").inputs).to.deep.equal({
            create: "bash components/tls/make-client.sh",
            logging: "none",
        });
        expect(made.get("pulls-certificate").inputs).to.deep.equal({
            zoneId: "z1",
            certificate: client,
            privateKey: new Marked(key),
        });
        expect(made.get("pulls-settings").inputs).to.deep.equal({ zoneId: "z1", enabled: true });
        expect(made.get("pulls-settings").dependencies).to.include("pulls-certificate");
        expect(await resolved(made.result.authority)).to.equal(authority);
        expect(await pulumi.isSecret(made.result.authority)).to.equal(false);
    });
});
