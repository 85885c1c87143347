import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { parse } from "yaml";
import { Acme } from "../../../../components/tls/acme/acme";
import { renderAcmeSettings } from "../../../../components/tls/acme/acme.plan";
import { Certificates } from "../../../../components/tls/acme/certificates";
import { testHost } from "../../support/host";
import { Marked, makeWithMocks, resolved } from "../../support/mocks";

const block = (label: string, content: string) => `-----BEGIN ${label}-----\n${content}\n-----END ${label}-----\n`;
const [key, certificate] = [block("PRIVATE KEY", "AAAA"), block("CERTIFICATE", "BBBB")];
const settings = {
    email: "ops@example.com",
    directory: "https://acme.example.com/dir",
    hosts: ["b.example.com", "a.example.com", "b.example.com"],
};

describe("the settings of the service with the certificates", () => {
    it("are the same in whichever order the routes come", () => {
        const again = { ...settings, hosts: settings.hosts.toReversed() };
        expect(renderAcmeSettings(again)).to.equal(renderAcmeSettings(settings));
        expect(JSON.parse(renderAcmeSettings(settings))).to.deep.equal({
            ...settings,
            hosts: ["a.example.com", "b.example.com"],
        });
    });
});

describe("the service with the certificates", () => {
    const make = (more: { readonly dnsToken?: pulumi.Input<string> } = {}) =>
        makeWithMocks(
            () => new Acme("acme", { ...settings, host: testHost(), stack: "slipway-test", timeout: 60, ...more }),
            { printed: { "acme-peer": key + certificate } },
        );

    it("runs where the volumes are, and keeps what it got there", async () => {
        const made = await make();
        const { inputs } = made.get("acme-release-service");
        const { services, volumes } = parse(String(inputs.stdin), { version: "1.1" });
        const service = services["slipway-acme"];
        expect(service.deploy.placement.constraints).to.deep.equal(["node.labels.slipway.data==yes"]);
        expect(service.volumes[0]).to.include({ type: "volume", source: "slipway-acme", target: "/etc/letsencrypt" });
        expect(volumes).to.deep.equal({ "slipway-acme": { external: true, name: "slipway-test_slipway-acme" } });
        expect([service.read_only, service.cap_drop]).to.deep.equal([true, ["ALL"]]);
    });

    it("shows edges a certificate that they know, the key of which nobody sees", async () => {
        const { result } = await make();
        expect(await resolved(result.certificate)).to.equal(certificate);
        expect([await pulumi.isSecret(result.certificate), await pulumi.isSecret(result.key)]).to.deep.equal([
            false,
            true,
        ]);
    });

    it("has a token for the zone's records only where it needs one", async () => {
        const name = "slipway-test.slipway-acme.acme-dns";
        expect((await make()).names("Secret")).not.to.include(name);
        const { data } = (await make({ dnsToken: pulumi.secret("t0ken") })).get(name).inputs;
        expect(data).to.deep.equal(new Marked(Buffer.from("dns_cloudflare_api_token = t0ken\n").toString("base64")));
    });
});

describe("the certificates", () => {
    it("are asked for again when what is asked for changes", async () => {
        const triggers = async (hosts: readonly string[]) => {
            const args = { ...settings, hosts, stack: "slipway-test" };
            const made = await makeWithMocks(() => new Certificates("it", { ...args, host: testHost() }));
            return made.get("it-obtained").inputs.triggers;
        };
        expect(await triggers(["b.example.com", "a.example.com"])).to.deep.equal(await triggers(settings.hosts));
        expect(await triggers(["a.example.com"])).not.to.deep.equal(await triggers(settings.hosts));
    });
});
