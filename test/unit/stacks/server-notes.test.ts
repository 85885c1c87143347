import { expect } from "chai";
import { pinnedNotes, serverNotes } from "../../../stacks/server-notes";
import { load } from "../../compose/support/load";
import { readConfig } from "../support/read-config";

const notesOf = (servers: string, domain = "{}") =>
    serverNotes(
        readConfig(
            `slipway:servers: { region: fra1, size: s-2vcpu-4gb, allowSshFrom: [203.0.113.7/32]${servers} }\nslipway:domain: ${domain}`,
        ),
    );

const routes = (...hosts: readonly string[]) =>
    `routes: [${hosts.map((host) => `{ host: "${host}", service: web, port: 1 }`).join(", ")}]`;

describe("what servers are worth knowing for", () => {
    it("is nothing without them", () => {
        expect(serverNotes(readConfig(""))).to.deep.equal([]);
    });

    for (const count of [1, 3, 4, 10]) {
        it(`is nothing with ${count} of them`, () => {
            const domain = `{ zone: example.com, ${routes("example.com", "app.example.com", "*.example.com")} }`;
            expect(notesOf(`, count: ${count}`, domain)).to.deep.equal([]);
        });
    }

    it("is that two have one manager", () => {
        expect(notesOf(", count: 2")).to.deep.equal([
            "Pulumi.production.yaml:3 slipway:servers.count: two servers have one manager, the first: without it the other one keeps serving what it runs, but nothing is started, moved or deployed. Three servers have three managers, of which any one may fail",
        ]);
    });

    it("is who reaches SSH: everybody, or nobody", () => {
        const config = readConfig(
            "slipway:servers:\n  region: fra1\n  size: s-2vcpu-4gb\n  allowSshFrom:\n    - 203.0.113.7/32\n    - 0.0.0.0/0\n    - 192.168.0.0/16",
        );
        expect(serverNotes(config)).to.deep.equal([
            "Pulumi.production.yaml:8 slipway:servers.allowSshFrom[1]: the whole internet reaches SSH, which takes keys alone: narrow it where you can",
            "Pulumi.production.yaml:9 slipway:servers.allowSshFrom[2]: 192.168.0.0/16 is a private range, from which no connection comes: write the public address",
        ]);
    });

    it("is how a wildcard gets its certificate, and that nobody trusts the staging directory", () => {
        const acme =
            "proxied: false, acme: { email: ops@example.com, directory: staging, dnsToken: { secure: k3Jq0 } }";
        expect(
            notesOf("", `{ zone: example.com, ${acme}, ${routes("*.example.com", "a.b.example.com")} }`),
        ).to.deep.equal([
            "Pulumi.production.yaml:4 slipway:domain.acme.directory: no browser trusts the certificates of this directory",
            "Pulumi.production.yaml:4 slipway:domain.routes[0].host: the certificate of *.example.com is asked for by a record in the zone (DNS-01)",
        ]);
    });
});

describe("what runs on the first server alone", () => {
    const model = load(`services:
  web: { image: x, volumes: [/data, /etc/ssl:/etc/ssl] }
  db: { image: x, volumes: ["db-data:/d"] }
  files: { image: x, volumes: ["a:/a", "b:/b:ro"] }
volumes: { db-data: {}, a: {}, b: {} }
`);
    const servers = { ...readConfig("").servers, region: "fra1", size: "s", image: "debian-12-x64" as const };
    const notes = (count: number) =>
        pinnedNotes(
            { servers: { ...servers, count, allowSshFrom: [], keys: {}, volume: 20, swap: 2, bootTimeout: 900 } },
            model,
        );

    it("is nothing where there is one, or none", () => {
        expect(notes(1)).to.deep.equal([]);
        expect(pinnedNotes({}, model)).to.deep.equal([]);
    });

    it("is what has a named volume", () => {
        expect(notes(2)).to.deep.equal([
            "compose.yaml:3 services.db: runs on the first server alone, where its volume db-data lies; without that server it is away",
            "compose.yaml:4 services.files: runs on the first server alone, where its volumes a, b lie; without that server it is away",
        ]);
    });
});
