import { expect } from "chai";
import { configProblems, readConfig } from "../../support/read-config";

const servers = "slipway:servers: { region: fra1, size: s-2vcpu-4gb, allowSshFrom: [203.0.113.7/32] }";
const domain = (entries: string) => `${servers}\nslipway:domain: { ${entries} }`;
const routes = "routes: [{ host: app.example.com, service: web, port: 3000 }]";

const wildcard = 'routes: [{ host: "*.example.com", service: web, port: 3000 }]';
const setToken = "run pulumi config set --secret --path 'slipway:domain.acme.dnsToken' --stack production";

describe("slipway:domain with servers", () => {
    it("is behind Cloudflare, signed, and says who may sign certificates", () => {
        const read = readConfig(domain(`zone: Example.com, ${routes}`)).domain;
        expect(read).to.deep.equal({
            ...{ port: 8080, zone: "example.com", proxied: true, originPulls: true, dnssec: true, caa: true },
            routes: [{ host: "app.example.com", path: "/", service: "web", port: 3000 }],
        });
    });

    it("is read whole", () => {
        const acme = "acme: { email: ops@example.com, directory: staging, dnsToken: { secure: k3Jq0 } }";
        const more = `zone: example.com, proxied: false, originPulls: false, ${acme}, dnssec: false, caa: false`;
        expect(
            readConfig(domain(`${more}, routes: [{ host: "*.example.com", service: web, port: 1 }]`)).domain,
        ).to.deep.equal({
            ...{ port: 8080, zone: "example.com", proxied: false, originPulls: false, dnssec: false, caa: false },
            acme: {
                email: "ops@example.com",
                directory: "https://acme-staging-v02.api.letsencrypt.org/directory",
                dnsToken: "k3Jq0",
            },
            routes: [{ host: "*.example.com", path: "/", service: "web", port: 1 }],
        });
    });

    it("asks Let's Encrypt where no other directory is named", () => {
        const { acme } = readConfig(
            domain(`zone: example.com, proxied: false, acme: { email: a@b.c }, ${routes}`),
        ).domain;
        expect(acme?.directory).to.equal("https://acme-v02.api.letsencrypt.org/directory");
    });

    it("needs no zone without routes", () => {
        expect(configProblems(servers)).to.deep.equal([]);
        expect(configProblems(domain("proxied: false"))).to.deep.equal([]);
    });

    const table: readonly (readonly [title: string, yaml: string, problems: readonly string[]])[] = [
        [
            "routes without a zone",
            domain(routes),
            [
                ":4 slipway:domain.zone: found nothing, expected the zone at Cloudflare that the hosts of the routes lie in; write for example zone: example.com",
            ],
        ],
        [
            "a zone that is none",
            domain(`zone: https://example.com, ${routes}`),
            [
                ':4 slipway:domain.zone: found "https://example.com", expected the name of a zone at Cloudflare; write for example zone: example.com',
            ],
        ],
        [
            "hosts outside the zone, and none",
            domain(
                'zone: example.com, routes: [{ host: app.example.org, service: web, port: 1 }, { host: badexample.com, service: web, port: 1 }, { host: "*.example.net", service: web, port: 1 }, { service: web, port: 1 }, { host: "a b", service: web, port: 1 }]',
            ),
            [
                ...[
                    [0, "app.example.org"],
                    [1, "badexample.com"],
                    [2, "*.example.net"],
                ].map(
                    ([index, host]) =>
                        `:4 slipway:domain.routes[${index}].host: found "${host}", expected example.com itself or a host below it; write a host such as app.example.com, or correct slipway:domain.zone`,
                ),
                ":4 slipway:domain.routes[3].host: found nothing, expected a host in the zone example.com, because servers are reached by names; write for example host: app.example.com",
                ':4 slipway:domain.routes[4].host: found "a b", expected a host name without scheme and port; write for example host: app.example.com',
            ],
        ],
        [
            "a wildcard without the token that its certificate takes",
            domain(`zone: example.com, proxied: false, acme: { email: a@b.c }, ${wildcard}`),
            [
                `:4 slipway:domain.acme.dnsToken: found nothing, expected a token of Cloudflare's API, encrypted, because the certificate of *.example.com takes records in the zone; ${setToken}`,
            ],
        ],
        [
            "a token in plain text",
            domain(`zone: example.com, proxied: false, acme: { email: a@b.c, dnsToken: hunter2 }, ${wildcard}`),
            [`:4 slipway:domain.acme.dnsToken: found a secret in plain text, expected an encrypted value; ${setToken}`],
        ],
        [
            "a token that is none yet",
            domain(
                `zone: example.com, proxied: false, acme: { email: a@b.c, dnsToken: { secure: todo } }, ${wildcard}`,
            ),
            [`:4 slipway:domain.acme.dnsToken: found a placeholder, expected the real token; ${setToken}`],
        ],
        [
            "a token that nobody needs",
            domain(`zone: example.com, proxied: false, acme: { email: a@b.c, dnsToken: { secure: k3 } }, ${routes}`),
            [
                ":4 slipway:domain.acme.dnsToken: found a token without a use, expected no token, because no host is a wildcard; remove it: it would lie on the servers",
            ],
        ],
        [
            "no proxy and no certificates",
            domain(`zone: example.com, proxied: false, ${routes}`),
            [
                ":4 slipway:domain.acme: found nothing, expected a map with email and directory, because without proxied the servers need certificates; write for example acme: { email: ops@example.com }",
            ],
        ],
        [
            "certificates behind the proxy",
            domain(`zone: example.com, acme: { email: ops@example.com }, ${routes}`),
            [
                ":4 slipway:domain.acme: found acme with proxied, expected no acme, because behind Cloudflare's proxy the servers have its certificate; remove it, or write proxied: false",
            ],
        ],
        [
            "certificates asked for by nobody, nowhere",
            domain(`zone: example.com, proxied: false, acme: { email: ops, directory: test }, ${routes}`),
            [
                ':4 slipway:domain.acme.email: found "ops", expected a mail address; write for example email: ops@example.com',
                ':4 slipway:domain.acme.directory: found "test", expected production, staging or the https URL of an ACME directory; write for example directory: staging',
            ],
        ],
        [
            "a port",
            domain(`zone: example.com, port: 8443, ${routes}`),
            [
                ":4 slipway:domain.port: found 8443, expected no port, because servers take requests on 80 and 443; remove it",
            ],
        ],
        [
            "words for switches",
            domain(`zone: example.com, proxied: "no", dnssec: 1, caa: [], ${routes}`),
            [
                ':4 slipway:domain.proxied: found "no", expected true or false; write for example proxied: false',
                ":4 slipway:domain.dnssec: found 1, expected true or false; write for example dnssec: false",
                ":4 slipway:domain.caa: found an empty list, expected true or false; write for example caa: false",
            ],
        ],
        [
            "public names without servers",
            "slipway:domain: { zone: example.com, proxied: false, acme: { email: a@b.c }, dnssec: false, caa: false }",
            ["zone", "proxied", "acme", "dnssec", "caa"].map(
                (key) =>
                    `:3 slipway:domain.${key}: found ${key} without slipway:servers, expected public names for servers alone; add slipway:servers, or remove it`,
            ),
        ],
    ];
    for (const [title, yaml, problems] of table) {
        it(`refuses ${title}`, () => {
            expect(configProblems(yaml)).to.deep.equal(problems);
        });
    }
});
