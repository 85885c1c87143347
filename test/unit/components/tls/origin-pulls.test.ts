import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { OriginPulls } from "../../../../components/tls/origin-pulls";
import { Marked, makeWithMocks, resolved } from "../../support/mocks";

const block = (label: string, content: string) => `-----BEGIN ${label}-----\n${content}\n-----END ${label}-----\n`;
const key = block("PRIVATE KEY", "AAAA");
const client = block("CERTIFICATE", "BBBB");
const authority = block("CERTIFICATE", "CCCC");

describe("authenticated origin pulls", () => {
    const make = async (...hosts: readonly string[]) =>
        await makeWithMocks(() => new OriginPulls("pulls", { zoneId: "z1", hosts }), {
            printed: { "pulls-client": key + client + authority },
        });
    const pull = (hostname: string) => ({
        zoneId: "z1",
        configs: [{ certId: "pulls-certificate-id", enabled: true, hostname }],
    });

    it("have Cloudflare show a certificate for each host before the edge asks for one", async () => {
        const made = await make("app.example.com", "example.com");
        expect(made.get("pulls-client").inputs).to.deep.equal({
            create: "bash components/tls/make-client.sh",
            logging: "none",
        });
        expect(made.get("pulls-certificate")).to.deep.include({
            type: "cloudflare:index/authenticatedOriginPullsHostnameCertificate:AuthenticatedOriginPullsHostnameCertificate",
            inputs: { zoneId: "z1", certificate: client, privateKey: new Marked(key) },
        });
        for (const host of ["app.example.com", "example.com"]) {
            expect(made.get(`pulls-${host}`).inputs).to.deep.equal(pull(host));
        }
        expect(await resolved(made.result.authority)).to.equal(authority);
        expect(await pulumi.isSecret(made.result.authority)).to.equal(false);
    });

    it("are the zone's where a host is a wildcard", async () => {
        const made = await make("app.example.com", "*.example.com");
        expect(made.get("pulls-certificate")).to.deep.include({
            type: "cloudflare:index/authenticatedOriginPullsCertificate:AuthenticatedOriginPullsCertificate",
            inputs: { zoneId: "z1", certificate: client, privateKey: new Marked(key) },
        });
        expect(made.get("pulls-settings").inputs).to.deep.equal({ zoneId: "z1", enabled: true });
        expect(made.get("pulls-settings").dependencies).to.include("pulls-certificate");
        expect(made.resources.map(({ name }) => name)).not.to.include("pulls-app.example.com");
        expect(await resolved(made.result.authority)).to.equal(authority);
    });
});
