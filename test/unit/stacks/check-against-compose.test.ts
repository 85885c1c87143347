import { expect } from "chai";
import type { ComposeModel, ServiceModel } from "../../../components/compose/model";
import { checkAgainstCompose } from "../../../stacks/check-against-compose";
import type { StackConfig } from "../../../stacks/config";
import { domainConfig } from "../support/domain-config";
import { readConfig } from "../support/read-config";

function service(name: string, changes: Partial<ServiceModel> = {}): ServiceModel {
    return { name, line: 3, oneOff: false, ports: [], ...changes } as ServiceModel;
}

const model = {
    file: "compose.yaml",
    services: {
        web: service("web", { ports: [{ target: 3000, published: 3000, protocol: "tcp" }] }),
        api: service("api"),
        migrate: service("migrate", { oneOff: true }),
        dns: service("dns", { line: 9, ports: [{ target: 53, published: 8053, protocol: "udp" }] }),
    },
} as unknown as ComposeModel;

const origin = { stack: "local", file: "Pulumi.local.yaml", lines: new Map<string, number>() };

function check(port: number, ...services: string[]): readonly unknown[] {
    const routes = services.map((name) => ({ path: `/${name}`, service: name, port: 80 }));
    const lines = new Map(services.map((_, index) => [`slipway:domain.routes[${index}]`, index + 5] as const));
    const config: Pick<StackConfig, "domain" | "origin"> = {
        domain: domainConfig({ port, routes }),
        origin: { ...origin, lines },
    };
    return checkAgainstCompose(config, model);
}

describe("a stack's configuration beside its compose file", () => {
    it("has no problem when both agree", () => {
        expect(check(8080, "web", "api")).to.deep.equal([]);
        expect(check(8053, "web")).to.deep.equal([]);
    });

    it("names the service that was meant by a route", () => {
        expect(check(8080, "web", "apii", "toString")).to.deep.equal([
            {
                file: "Pulumi.local.yaml",
                line: 6,
                path: "slipway:domain.routes[1].service",
                found: '"apii"',
                expected: "a service of compose.yaml: web, api, migrate, dns",
                mend: "did you mean api?",
            },
            {
                file: "Pulumi.local.yaml",
                line: 7,
                path: "slipway:domain.routes[2].service",
                found: '"toString"',
                expected: "a service of compose.yaml: web, api, migrate, dns",
                mend: "write one of these, or add the service to the file",
            },
        ]);
    });

    it("refuses a route to a service that runs once", () => {
        expect(check(8080, "migrate")).to.deep.equal([
            {
                file: "Pulumi.local.yaml",
                line: 5,
                path: "slipway:domain.routes[0].service",
                found: '"migrate"',
                expected: "a service that keeps running",
                mend: "migrate runs once to completion, because another service waits for that; route to a service that listens",
            },
        ]);
    });

    it("takes a port that a service publishes no more, because it is routed", () => {
        const route = { path: "/", service: "web", port: 3000 };
        const config = { domain: domainConfig({ port: 3000, routes: [route] }), origin };
        expect(checkAgainstCompose(config, model)).to.deep.equal([]);
    });

    it("takes any port where there are no routes, for then nothing listens there", () => {
        expect(check(3000)).to.deep.equal([]);
    });

    it("refuses a port that a service publishes too", () => {
        expect(check(3000, "web")).to.deep.equal([
            {
                file: "Pulumi.local.yaml",
                path: "slipway:domain.port",
                found: "3000, which service web publishes too (compose.yaml:3)",
                expected: "a port of the host that nothing else uses",
                mend: "choose another port for one of the two",
            },
        ]);
    });

    it("refuses the ports of servers' proxies, which no key changes", () => {
        const web = service("web", {
            ports: [80, 443, 8080].map((port) => ({ target: port, published: port, protocol: "tcp" })),
        });
        const config = readConfig(
            "slipway:servers: { region: fra1, size: s-2vcpu-4gb, allowSshFrom: [203.0.113.7/32] }\nslipway:domain: { zone: example.com, routes: [{ host: example.com, service: web, port: 80 }, { host: example.com, path: /x, service: api, port: 1 }] }",
        );
        const problem = {
            file: "Pulumi.production.yaml",
            line: 3,
            path: "slipway:servers",
            found: "443, which service web publishes too (compose.yaml:3)",
            expected: "a port of the host that nothing else uses",
            mend: "choose another port for the service",
        };
        const services = { ...model.services, web };
        expect(checkAgainstCompose(config, { ...model, services })).to.deep.equal([problem]);
    });
});
