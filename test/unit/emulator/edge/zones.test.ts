import { createServer } from "node:net";
import { expect } from "chai";
import { type EdgeZone, edgeView } from "../../../../emulator/cloudflare/edge/view";
import { TestCloudflare, zone } from "../cloudflare/support";
import { edgeAddress, TestEdge, usualZone, type Wish } from "./support";

describe("Edge: zones", () => {
    const edge = new TestEdge();
    let ports = { http: 0, https: 0 };

    beforeEach(async () => {
        await edge.makeAuthorities();
        const certificate = await edge.certificate(["example.com", "*.example.com"]);
        ports = { http: await edge.origin(undefined), https: await edge.origin(certificate) };
    });
    afterEach(() => edge.stop());

    const answers: readonly [string, Partial<EdgeZone>, Wish, number, string?][] = [
        [
            "sends to HTTPS",
            { alwaysUseHttps: true },
            { scheme: "http", path: "/a?b" },
            301,
            "https://app.example.com/a?b",
        ],
        ["does not send on what is there", { alwaysUseHttps: true }, {}, 200],
        ["sends to HTTP where SSL is off", { ssl: "off" }, { path: "/a" }, 301, "http://app.example.com/a"],
        ["sends nobody in circles", { ssl: "off", alwaysUseHttps: true }, { scheme: "http" }, 200],
        ["knows a name with its port, in capitals", {}, { headers: { host: "APP.example.com:443" } }, 200],
        ["does not know a name without a record", {}, { host: "www.example.com" }, 409],
        ["does not know another domain's name", {}, { scheme: "http", host: "example.org" }, 409],
        ["serves no address", {}, { scheme: "http", host: "127.0.0.1" }, 403],
    ];
    for (const [what, settings, wish, status, location] of answers) {
        it(what, async () => {
            edge.zone = { ...usualZone, ...settings };
            await edge.start({ originPorts: ports });
            const { headers, ...got } = await edge.visit(wish);
            expect([got.status, headers.location]).to.deep.equal([status, location]);
        });
    }

    it("sends the zone's HSTS header over HTTPS, not over HTTP", async () => {
        edge.zone = { ...usualZone, hsts: "max-age=300" };
        await edge.start({ originPorts: ports });
        const [secure, plain] = [await edge.visit({}), await edge.visit({ scheme: "http" })];
        const name = "strict-transport-security";
        expect([secure.headers[name], plain.headers[name]]).to.deep.equal(["max-age=300", undefined]);
    });

    const records: readonly [string, EdgeZone["origins"], number][] = [
        ["a wildcard's record", [{ name: "*.example.com", type: "A", content: "127.0.0.1" }], 200],
        [
            "a name's own record before the wildcard's",
            [
                { name: "*.example.com", type: "A", content: "127.0.0.9" },
                { name: "app.example.com", type: "A", content: "127.0.0.1" },
            ],
            200,
        ],
        [
            "an alias of a proxied name",
            [
                { name: "app.example.com", type: "CNAME", content: "origin.example.com" },
                { name: "origin.example.com", type: "A", content: "127.0.0.1" },
            ],
            200,
        ],
        ["an alias of a name elsewhere", [{ name: "app.example.com", type: "CNAME", content: "host.test" }], 200],
        ["an alias of nothing", [{ name: "app.example.com", type: "CNAME", content: "nothing.test" }], 530],
        ["an alias of itself", [{ name: "app.example.com", type: "CNAME", content: "app.example.com" }], 530],
        ["the edge's own address", [{ name: "app.example.com", type: "A", content: edgeAddress }], 403],
    ];
    for (const [what, origins, status] of records) {
        it(`answers ${status} by ${what}`, async () => {
            edge.zone = { ...usualZone, origins };
            const lookup = async (name: string) => (name === "host.test" ? ["127.0.0.1"] : []);
            await edge.start({ originPorts: ports, lookup });
            expect((await edge.visit({})).status).to.equal(status);
        });
    }

    it("goes by what Cloudflare's API is told, at once", async () => {
        const cloudflare = new TestCloudflare();
        await cloudflare.start();
        try {
            await edge.start({ originPorts: ports, view: () => edgeView(cloudflare.state) });
            const wish = { scheme: "http", host: "app.example.com" } as const;
            expect((await edge.visit(wish)).status).to.equal(409);
            const record = { type: "A", name: "app", content: "127.0.0.1", proxied: true };
            // Cloudflare proxies to public addresses only; the seed's range for tests is 10.99.0.0/16.
            const { status } = await cloudflare.ask("POST", `${zone}/dns_records`, record);
            expect(status).to.equal(400);
            const alias = { type: "CNAME", name: "app", content: "origin.test", proxied: true };
            await cloudflare.ask("POST", `${zone}/dns_records`, alias);
            expect((await edge.visit(wish)).status).to.equal(530);
            await cloudflare.ask("PATCH", `${zone}/settings/always_use_https`, { value: "on" });
            expect((await edge.visit(wish)).status).to.equal(301);
        } finally {
            await cloudflare.stop();
        }
    });

    it("refuses a port that is taken, and lets go of those that it had", async () => {
        const taken = await edge.listen(createServer(), edgeAddress);
        const error: unknown = await edge
            .start({ originPorts: ports, ports: { http: 0, https: taken } })
            .catch((reason) => reason);
        expect((error as NodeJS.ErrnoException).code).to.equal("EADDRINUSE");
    });
});
