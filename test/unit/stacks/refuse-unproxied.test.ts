import { expect } from "chai";
import { refuseUnproxied } from "../../../stacks/refuse-unproxied";
import { domainConfig } from "../support/domain-config";

describe("servers that visitors reach by themselves", () => {
    const origin = { stack: "test", file: "Pulumi.test.yaml", lines: new Map([["slipway:domain.proxied", 9]]) };
    const routes = [{ path: "/", service: "web", port: 1 }];

    it("are refused, as nobody makes certificates for them yet", () => {
        expect(() => refuseUnproxied({ domain: domainConfig({ proxied: false, routes }), origin })).to.throw(
            /Pulumi\.test\.yaml:9 slipway:domain\.proxied: found false, expected true/,
        );
    });

    it("are none where Cloudflare is before them, or nothing is routed", () => {
        refuseUnproxied({ domain: domainConfig({ routes }), origin });
        refuseUnproxied({ domain: domainConfig({ proxied: false }), origin });
    });
});
