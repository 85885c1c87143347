import { expect } from "chai";
import { Dns, type DnsArgs } from "../../../../components/dns/dns";
import { makeWithMocks } from "../../support/mocks";

const args: DnsArgs = {
    zone: { name: "example.com", id: "z1", imports: {} },
    ...{ hosts: ["app.example.com", "*.example.com"], address: "203.0.113.5", authorities: [] },
    ...{ proxied: true, ttl: 300, dnssec: true },
};

const make = (changes: Partial<DnsArgs> = {}) => makeWithMocks(() => new Dns("dns", { ...args, ...changes }));

describe("the names of a stack", () => {
    it("lead to its address through Cloudflare, which decides for how long", async () => {
        const made = await make();
        expect(made.names("DnsRecord")).to.deep.equal(["dns-*.example.com", "dns-app.example.com"]);
        expect(made.get("dns-app.example.com").inputs).to.deep.equal({
            ...{ zoneId: "z1", name: "app.example.com", type: "A", content: "203.0.113.5", proxied: true, ttl: 1 },
        });
    });

    it("lead there at once without the proxy, and leave the zone's settings alone", async () => {
        const made = await make({ proxied: false, dnssec: false });
        expect(made.get("dns-*.example.com").inputs).to.deep.include({ proxied: false, ttl: 300 });
        expect(made.names("ZoneSetting")).to.deep.equal([]);
        expect(made.names("ZoneDnssec")).to.deep.equal([]);
        expect(made.result.ds).to.equal(undefined);
    });

    it("say who may issue certificates for them", async () => {
        const made = await make({ proxied: false, authorities: ["letsencrypt.org"] });
        expect(made.get("dns-*.example.com-caa-letsencrypt.org").inputs).to.deep.equal({
            ...{ zoneId: "z1", name: "example.com", type: "CAA", proxied: false, ttl: 300 },
            data: { flags: 0, tag: "issuewild", value: "letsencrypt.org" },
        });
    });

    it("have Cloudflare speak TLS 1.2 or newer all the way", async () => {
        const made = await make();
        const settings = made.resources.filter(({ type }) => type.endsWith(":ZoneSetting"));
        expect(settings.map(({ name, inputs }) => [name, inputs])).to.deep.equal([
            ["dns-ssl", { zoneId: "z1", settingId: "ssl", value: "strict" }],
            ["dns-min-tls-version", { zoneId: "z1", settingId: "min_tls_version", value: "1.2" }],
            ["dns-always-use-https", { zoneId: "z1", settingId: "always_use_https", value: "on" }],
            [
                "dns-security-header",
                {
                    ...{ zoneId: "z1", settingId: "security_header" },
                    value: {
                        strict_transport_security: {
                            ...{ enabled: true, max_age: 15_552_000, include_subdomains: false },
                            ...{ preload: false, nosniff: true },
                        },
                    },
                },
            ],
        ]);
    });

    it("are signed", async () => {
        const made = await make();
        expect(made.get("dns-dnssec").inputs).to.deep.equal({ zoneId: "z1", status: "active" });
    });

    it("take over what is there already, and only that", async () => {
        const imports = { "app.example.com": "z1/r1" };
        const made = await make({ zone: { ...args.zone, imports } });
        const records = made.resources.filter(({ type }) => type.endsWith(":DnsRecord"));
        expect(records.map(({ name, importId }) => [name, importId])).to.deep.equal([
            ["dns-*.example.com", ""],
            ["dns-app.example.com", "z1/r1"],
        ]);
        for (const { wasOnStack, deleteBeforeReplace } of records) {
            expect({ wasOnStack, deleteBeforeReplace }).to.deep.equal({ wasOnStack: true, deleteBeforeReplace: true });
        }
    });
});
