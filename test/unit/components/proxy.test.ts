import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { parse } from "yaml";
import type { ProxyAddress } from "../../../components/cutover/plan";
import { latencyBuckets } from "../../../components/judge/latency-buckets";
import { Edge, edgeAddresses } from "../../../components/proxy/edge";
import { Gateway, gatewayAddresses } from "../../../components/proxy/gateway";
import { proxyImage, proxyService } from "../../../components/proxy/reverse-proxy.plan";
import { renderFirstGatewayRoutes } from "../../../components/route/route.render";
import type { Way } from "../../../components/route/traffic";
import { testHosts } from "../support/host";
import { makeWithMocks, type Registered, resolved } from "../support/mocks";

const routes: readonly Way[] = [
    { path: "/", service: "web", port: 3000 },
    { path: "/api", service: "api", port: 8000 },
    { host: "api.example.com", path: "/", service: "api", port: 8000 },
];
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
            () => new Edge("edge", { hosts: testHosts(), ...common, port: 18080, networks: ["default", "back"] }),
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
                new Gateway("gateway", {
                    hosts: testHosts(),
                    ...common,
                    routes,
                    networks: { default: ["web", "api"] },
                }),
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
        expect(first.inputs.stdin).to.equal(renderFirstGatewayRoutes(routes));
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

    it("keeps its own ports out of the applications' way, on its loopback", () => {
        const addressesOf = (ports: readonly number[]) =>
            proxyService({
                ...plan,
                entryPoints: ports.map((port) => ({ name: `inner-${port}`, port })),
            }).command?.filter((word) => /^--entrypoints\.(admin|candidate)\./.test(word));
        const cases: readonly (readonly [readonly number[], number, number])[] = [
            [[8000], 9000, 9001],
            [[9000, 9001], 9002, 9003],
            [[9001, 3000], 9000, 9002],
        ];
        for (const [ports, admin, candidate] of cases) {
            expect(addressesOf(ports)).to.deep.equal([
                `--entrypoints.admin.address=127.0.0.1:${admin}`,
                `--entrypoints.candidate.address=127.0.0.1:${candidate}`,
            ]);
        }
    });

    it("counts on its own port what a release is judged by", () => {
        const metrics = proxyService(plan).command?.filter((word) => word.startsWith("--metrics."));
        expect(metrics).to.deep.equal([
            "--metrics.prometheus=true",
            "--metrics.prometheus.entrypoint=admin",
            `--metrics.prometheus.buckets=${latencyBuckets.join(",")}`,
        ]);
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

describe("the way to a proxy", () => {
    it("leads through its host's shell to ports that its container has", async () => {
        const { result, resources } = await makeWithMocks(() => {
            const hosts = testHosts();
            new Edge("edge", { hosts, ...common, port: 18080, networks: [] });
            new Gateway("gateway", { hosts, ...common, routes, networks: {} });
            return resolved<ProxyAddress[]>(
                pulumi.all([
                    ...edgeAddresses(hosts, "slipway-test"),
                    ...gatewayAddresses(hosts, "slipway-test", routes),
                ]),
            );
        });
        expect(result).to.deep.equal([
            {
                name: "edge",
                kind: "edge",
                shell: ["bash", "-c"],
                service: "slipway-test_slipway-edge",
                folder: "/srv/slipway/slipway-test/edge",
                admin: 9000,
                candidate: 9001,
            },
            {
                name: "gateway",
                kind: "gateway",
                shell: ["bash", "-c"],
                service: "slipway-test_slipway-gateway",
                folder: "/srv/slipway/slipway-test/gateway",
                admin: 9000,
                candidate: 9001,
            },
        ]);
        for (const { kind, admin, candidate, folder } of result) {
            const release = resources.find(({ name }) => name === `${kind}-proxy-release-service`);
            if (release === undefined) throw new Error(`there is no ${kind}`);
            const body = bodyOf(release, `slipway-${kind}`);
            expect(body.command).to.include.members([
                `--entrypoints.admin.address=127.0.0.1:${admin}`,
                `--entrypoints.candidate.address=127.0.0.1:${candidate}`,
            ]);
            expect((body.volumes as readonly { source: string }[]).map(({ source }) => source)).to.deep.equal([folder]);
        }
    });

    it("avoids the ports of the routes", async () => {
        const { result } = await makeWithMocks(() =>
            resolved<ProxyAddress[]>(
                pulumi.all(gatewayAddresses(testHosts(), "slipway-test", [{ path: "/", service: "web", port: 9000 }])),
            ),
        );
        expect(result[0]).to.deep.include({ admin: 9001, candidate: 9002 });
    });
});
