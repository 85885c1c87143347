import { expect } from "chai";
import type { StackConfig } from "../../../stacks/config";
import { appUrl, appUrls, externalVolumes, hostPorts, routedNetworks, routedPorts } from "../../../stacks/routed";
import { load } from "../../compose/support/load";
import { domainConfig } from "../support/domain-config";

const domain = domainConfig({
    routes: [
        { path: "/", service: "web", port: 3000 },
        { path: "/api", service: "api", port: 8000 },
        { host: "api.example.com", path: "/", service: "api", port: 8000 },
        { path: "/metrics", service: "api", port: 9000 },
    ],
});
const nothing = domainConfig();

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
        expect(hostPorts(twice, domainConfig({ routes: [{ path: "/", service: "web", port: 3000 }] }))).to.deep.equal([
            8080,
        ]);
    });

    it("has an address for a browser", () => {
        const urlOf = (config: StackConfig["domain"]) => appUrl({ domain: config });
        expect(urlOf(nothing)).to.equal(undefined);
        const web = { path: "/", service: "web", port: 1 };
        expect(urlOf(domainConfig({ port: 18_080, routes: [web] }))).to.equal("http://localhost:18080");
        expect(urlOf({ ...domain, port: 80 })).to.equal("http://api.example.com");
        const many = { ...web, host: "*.example.com" };
        expect(urlOf(domainConfig({ port: 80, routes: [many] }))).to.equal("http://localhost");
    });

    const servers = {
        ...{ region: "fra1", size: "s-1vcpu-1gb", count: 1, image: "debian-12-x64", swap: 0, volume: 1 },
        ...{ allowSshFrom: ["203.0.113.7/32"], keys: {} },
    } as NonNullable<StackConfig["servers"]>;

    it("is reached over TLS on servers", () => {
        expect(appUrl({ domain, servers })).to.equal("https://api.example.com");
    });

    it("has an address for each of its names", () => {
        const hosts = ["www.example.com", "*.example.com", "api.example.com", "www.example.com"];
        const routes = hosts.map((host, index) => ({ path: `/${index}`, service: "web", port: 1, host }));
        const config = domainConfig({ port: 18_080, routes });
        expect(appUrls({ domain: config })).to.deep.equal([
            "http://www.example.com:18080",
            "http://api.example.com:18080",
        ]);
        expect(appUrls({ domain: config, servers })).to.deep.equal([
            "https://www.example.com",
            "https://api.example.com",
        ]);
        const wild = domainConfig({ routes: [{ path: "/", service: "web", port: 1, host: "*.example.com" }] });
        expect(appUrls({ domain: wild, servers })).to.deep.equal([]);
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
