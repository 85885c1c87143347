import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { OriginCertificate } from "../../../../components/tls/origin-certificate";
import { originHostnames } from "../../../../components/tls/origin-hostnames.plan";
import { makeWithMocks, resolved } from "../../support/mocks";

const block = (label: string, content: string) => `-----BEGIN ${label}-----\n${content}\n-----END ${label}-----\n`;
const key = block("PRIVATE KEY", "AAAA");
const request = block("CERTIFICATE REQUEST", "BBBB");

describe("the origin's certificate", () => {
    const make = () =>
        makeWithMocks(
            () =>
                new OriginCertificate("origin", { zone: "example.com", hosts: ["app.example.com", "a.b.example.com"] }),
            { printed: { "origin-key": key + request } },
        );

    it("is asked of Cloudflare for a key that nobody sees", async () => {
        const made = await make();
        expect(made.get("origin-key").inputs).to.deep.equal({
            create: "bash components/tls/make-key.sh",
            logging: "none",
        });
        expect(made.get("origin-issued").inputs).to.deep.equal({
            csr: request,
            hostnames: ["*.example.com", "a.b.example.com", "example.com"],
            requestType: "origin-ecc",
            requestedValidity: 5475,
        });
        expect(await resolved(made.result.key)).to.equal(key);
        expect(await pulumi.isSecret(made.result.key)).to.equal(true);
    });
});

describe("the names of the origin's certificate", () => {
    const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
        ["are the zone and all one level below it", [], ["*.example.com", "example.com"]],
        [
            "do not change with such hosts",
            ["example.com", "b.example.com", "*.example.com"],
            ["*.example.com", "example.com"],
        ],
        [
            "have hosts further below by themselves",
            ["x.y.example.com", "*.eu.example.com", "x.y.example.com"],
            ["*.eu.example.com", "*.example.com", "example.com", "x.y.example.com"],
        ],
    ];
    for (const [what, hosts, names] of cases) {
        it(what, () => {
            expect(originHostnames("example.com", hosts)).to.deep.equal(names);
        });
    }
});
