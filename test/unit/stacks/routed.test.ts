import { expect } from "chai";
import type { StackConfig } from "../../../stacks/config";
import { appUrl, externalVolumes, hostPorts, routedNetworks, routedPorts } from "../../../stacks/routed";
import { load } from "../../compose/support/load";

type Domain = StackConfig["domain"];

const domain: Domain = {
    port: 8080,
    routes: [
        { path: "/", service: "web", port: 3000 },
        { path: "/api", service: "api", port: 8000 },
        { host: "api.example.com", path: "/", service: "api", port: 8000 },
        { path: "/metrics", service: "api", port: 9000 },
    ],
};
const nothing: Domain = { port: 8080, routes: [] };

const compose = load(`
services:
  web: { image: web, networks: [front], ports: ["3000:3000"] }
  api: { image: api, networks: [front, back], ports: ["8000:8000", "8001:8001", "8001:8001/udp"] }
  db: { image: db, networks: [back], ports: ["5432:5432", "6000"] }
  dns: { image: dns, networks: [back], ports: ["53:53/udp"] }
networks:
  front:
  back:
`);

describe("what is routed", () => {
    it("are ports by service, each once", () => {
        expect(routedPorts(domain)).to.deep.equal({ web: [3000], api: [8000, 9000] });
        expect(routedPorts(nothing)).to.deep.equal({});
    });

    it("are services by network", () => {
        expect(routedNetworks(compose, domain)).to.deep.equal({ front: ["web", "api"], back: ["api"] });
        expect(routedNetworks(compose, nothing)).to.deep.equal({});
    });

    it("takes no port of the host but the edge's", () => {
        expect(hostPorts(compose, domain)).to.deep.equal([8080, 8001, 5432]);
        expect(hostPorts(compose, nothing)).to.deep.equal([3000, 8000, 8001, 5432]);
    });

    it("needs each port once", () => {
        const twice = load('services:\n  web: { image: web, ports: ["8080:80", "8080:80/udp"] }\n');
        expect(hostPorts(twice, { port: 8080, routes: [{ path: "/", service: "web", port: 3000 }] })).to.deep.equal([
            8080,
        ]);
    });

    it("has an address for a browser", () => {
        expect(appUrl(nothing, "localhost")).to.equal(undefined);
        expect(appUrl({ port: 18_080, routes: [{ path: "/", service: "web", port: 1 }] }, "localhost")).to.equal(
            "http://localhost:18080",
        );
        expect(appUrl({ ...domain, port: 80 }, "localhost")).to.equal("http://api.example.com");
    });
});

describe("volumes that others have made", () => {
    it("are told by their names on the engine", () => {
        const { volumes } = load(
            "services: { a: { image: x, volumes: [one:/1, two:/2, own:/3] } }\nvolumes: { one: { external: true }, two: { external: true, name: other }, own: }",
        );
        expect(externalVolumes({ ...compose, volumes })).to.deep.equal(["one", "other"]);
        expect(externalVolumes(compose)).to.deep.equal([]);
    });
});
