import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { parse } from "yaml";
import { Edge } from "../../../components/proxy/edge";
import { Gateway } from "../../../components/proxy/gateway";
import { proxyImage, proxyService } from "../../../components/proxy/reverse-proxy.plan";
import { type PlannedRoute, Route } from "../../../components/route/route";
import { renderEdgeRoutes, renderGatewayRoutes } from "../../../components/route/route.render";
import { testHost } from "../support/host";
import { makeWithMocks, type Registered } from "../support/mocks";

const routes: readonly PlannedRoute[] = [
    { path: "/", service: "web", alias: pulumi.output("web-3fa9c1"), port: 3000 },
    { path: "/api", service: "api", alias: pulumi.output("api-3fa9c1"), port: 8000 },
    { host: "api.example.com", path: "/", service: "api", alias: pulumi.output("api-3fa9c1"), port: 8000 },
];
const targets = routes.map((route) => ({ ...route, alias: `${route.service}-3fa9c1` }));
const common = {
    stack: "slipway-test",
    placeholders: { SLIPWAY_NETWORK_default: "net-1", SLIPWAY_NETWORK_back: "net-2", SLIPWAY_NETWORK_other: "net-3" },
    timeout: 60,
};

interface ProxyDocument {
    readonly services: Readonly<Record<string, ProxyBody>>;
}

interface ProxyBody {
    readonly command: readonly string[];
    readonly ports?: unknown;
    readonly networks: unknown;
    readonly deploy: object;
    readonly volumes: unknown;
}

function bodyOf({ inputs }: Registered, service: string): ProxyBody {
    const body = (parse(String(inputs.stdin)) as ProxyDocument).services[service];
    if (body === undefined) throw new Error(`the document has no ${service}`);
    return body;
}

describe("the edge", () => {
    const make = () =>
        makeWithMocks(
            () => new Edge("edge", { host: testHost(), ...common, port: 18080, networks: ["default", "back"] }),
        );

    it("takes the host's port, in every network of a routed service", async () => {
        const release = (await make()).get("edge-proxy-release-service");
        const body = bodyOf(release, "slipway-edge");
        expect(body.ports).to.deep.equal([{ target: 8080, published: 18080, protocol: "tcp", mode: "host" }]);
        expect(Object.keys(body.networks as object)).to.deep.equal(["back", "default", "slipway-edge"]);
        expect(body.command).to.include("--entrypoints.web.address=:8080");
        expect(release.inputs.environment).to.deep.include({
            SLIPWAY_NETWORK_default: "net-1",
            SLIPWAY_NETWORK_back: "net-2",
            SLIPWAY_IMAGE: proxyImage,
            SLIPWAY_GENERATION: "",
            SLIPWAY_REPLICATION: "global",
        });
        expect(body.deploy).to.deep.include({ mode: "global" });
        expect(release.inputs.environment).not.to.have.property("SLIPWAY_NETWORK_other");
    });

    it("starts when the folder is there that it reads", async () => {
        const made = await make();
        const body = bodyOf(made.get("edge-proxy-release-service"), "slipway-edge");
        expect(body.volumes).to.deep.equal([
            { type: "bind", source: "/srv/slipway/slipway-test/edge", target: "/routes", read_only: true },
        ]);
        expect(made.get("edge-folder").inputs.environment).to.deep.include({
            SLIPWAY_FILE: "/srv/slipway/slipway-test/edge/slipway.yaml",
            SLIPWAY_MODE: "644",
        });
        expect(made.dependenciesOf("edge-proxy-release-service")).to.include("edge-folder");
    });
});

describe("the gateway", () => {
    const make = () =>
        makeWithMocks(
            () =>
                new Gateway("gateway", { host: testHost(), ...common, routes, networks: { default: ["web", "api"] } }),
        );

    it("answers to the plain names at each port once, and publishes nothing", async () => {
        const release = (await make()).get("gateway-proxy-release-service");
        expect(release.inputs.environment).to.deep.include({ SLIPWAY_REPLICATION: "replicated" });
        const body = bodyOf(release, "slipway-gateway");
        expect(body.ports).to.equal(undefined);
        expect(body.networks).to.deep.equal({ default: { aliases: ["slipway-gateway", "web", "api"] } });
        const addresses = body.command.filter((word) => /^--entrypoints\.inner-\d+\.address/.test(word));
        expect(addresses).to.deep.equal([
            "--entrypoints.inner-3000.address=:3000",
            "--entrypoints.inner-8000.address=:8000",
        ]);
    });

    it("has routes that count until the real ones are there", async () => {
        const made = await make();
        const first = made.get("gateway-first-routes");
        expect(first.inputs.stdin).to.equal(renderGatewayRoutes(targets, "first"));
        expect(made.dependenciesOf("gateway-proxy-release-service")).to.include("gateway-first-routes");
    });
});

describe("a proxy", () => {
    const plan = {
        name: "slipway-edge",
        entryPoints: [{ name: "web", port: 8080 }],
        ports: [],
        networks: {},
        routes: "/srv/routes",
        lameDuck: 5,
        everywhere: false,
    };

    it("keeps its own port out of the applications' way", () => {
        const addressOf = (ports: readonly number[]) =>
            proxyService({
                ...plan,
                entryPoints: ports.map((port) => ({ name: `inner-${port}`, port })),
            }).command?.find((word) => word.startsWith("--entrypoints.admin.address="));
        expect(addressOf([8000])).to.equal("--entrypoints.admin.address=127.0.0.1:9000");
        expect(addressOf([9000, 9001])).to.equal("--entrypoints.admin.address=127.0.0.1:9002");
    });

    it("takes requests while its address is still known, and stops after that", () => {
        const service = proxyService(plan);
        expect(service.command).to.include("--entrypoints.web.transport.lifecycle.requestacceptgracetimeout=5s");
        expect(service.stopGracePeriod).to.equal("35s");
    });

    it("has no rights, and no way to the engine", () => {
        const service = proxyService(plan);
        expect(service).to.deep.include({ user: "65534:65534", readOnly: true, capAdd: [], capDrop: ["ALL"] });
        expect(service.mounts).to.deep.equal([
            { type: "bind", source: "/srv/routes", target: "/routes", readOnly: true },
        ]);
        expect(service.command?.filter((word) => word.startsWith("--providers."))).to.deep.equal([
            "--providers.file.directory=/routes",
            "--providers.providersthrottleduration=100ms",
        ]);
    });
});

describe("the route", () => {
    it("places a file for each proxy, beside the one that is there before it", async () => {
        const made = await makeWithMocks(() => new Route("route", { host: testHost(), stack: "slipway-test", routes }));
        const edge = made.get("route-edge");
        expect(edge).to.deep.include({ parent: "route", ignoreChanges: [] });
        expect(edge.inputs.stdin).to.equal(renderEdgeRoutes(targets));
        expect(edge.inputs.environment).to.deep.equal({
            SLIPWAY_FILE: "/srv/slipway/slipway-test/edge/routes.yaml",
            SLIPWAY_MODE: "644",
        });
        const gateway = made.get("route-gateway");
        expect(gateway.inputs.stdin).to.equal(renderGatewayRoutes(targets));
        expect(gateway.inputs.environment).to.deep.include({
            SLIPWAY_FILE: "/srv/slipway/slipway-test/gateway/routes.yaml",
        });
    });
});
