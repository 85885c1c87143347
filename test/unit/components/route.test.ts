import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import {
    renderEdgeRoutes,
    renderFirstGatewayRoutes,
    renderGatewayRoutes,
    routeFolders,
    servingIn,
} from "../../../components/route/route.render";
import { appliedPath, countedName } from "../../../components/route/rules.render";
import type { RouteTarget, Traffic } from "../../../components/route/traffic";
import { readRoutes } from "./route/read-routes";

const web = { path: "/", service: "web", port: 3000 };
const api = { path: "/api", service: "api", port: 8000 };
const apiHost = { host: "api.example.com", path: "/", service: "api", port: 8000 };
const desk = { host: "admin.example.com", path: "/admin", service: "desk", port: 3000 };
const ways = [web, api, apiHost, desk];

const half = [
    { alias: "api-0b77e2", weight: 90 },
    { alias: "api-4d5e6f", weight: 10 },
];

/** Nothing moves. */
const settled: readonly RouteTarget[] = [
    { ...web, backends: [{ alias: "web-3fa9c1", weight: 100 }] },
    { ...api, backends: [{ alias: "api-0b77e2", weight: 100 }] },
    { ...apiHost, backends: [{ alias: "api-0b77e2", weight: 100 }] },
    { ...desk, backends: [{ alias: "desk-5d01aa", weight: 100 }] },
];

/** One service is on its way. */
const moving: Traffic = {
    targets: settled.map((target) => (target.service === "api" ? { ...target, backends: half } : target)),
    candidates: { api: "api-4d5e6f" },
};

function rules(text: string): readonly string[] {
    return Object.entries(readRoutes(text).routers)
        .filter(([name]) => !name.startsWith("applied"))
        .map(([, { rule }]) => rule);
}

describe("the proxies' routes", () => {
    const files = {
        "edge.yaml": renderEdgeRoutes({ targets: settled, candidates: {} }),
        "edge-moving.yaml": renderEdgeRoutes(moving),
        "gateway.yaml": renderGatewayRoutes({ targets: settled }),
        "gateway-moving.yaml": renderGatewayRoutes(moving),
        "gateway-first.yaml": renderFirstGatewayRoutes(ways),
    };
    for (const [name, text] of Object.entries(files)) {
        it(`are in ${name} as kept (UPDATE_GOLDEN=1 writes it anew)`, () => {
            const path = join(__dirname, "golden", name);
            if (process.env.UPDATE_GOLDEN === "1") writeFileSync(path, text);
            expect(text).to.equal(readFileSync(path, "utf8"));
        });
    }

    it("let a path mean itself and what lies below it", () => {
        expect(rules(renderEdgeRoutes({ targets: settled, candidates: {} }))).to.deep.equal([
            "PathPrefix(`/`)",
            "(Path(`/api`) || PathPrefix(`/api/`))",
            "Host(`api.example.com`) && PathPrefix(`/`)",
            "Host(`admin.example.com`) && (Path(`/admin`) || PathPrefix(`/admin/`))",
        ]);
    });

    it("lead to one service at the same port from two rules", () => {
        const two = settled.filter(({ service }) => service === "api");
        const { routers, services } = readRoutes(renderEdgeRoutes({ targets: two, candidates: {} }));
        expect(Object.values(routers).map(({ service }) => service)).to.deep.equal([
            ...["api-8000", "api-8000", "ping@internal"],
        ]);
        expect(Object.keys(services)).to.deep.equal(["api-8000", "api-0b77e2-8000"]);
        expect(rules(renderGatewayRoutes({ targets: two }))).to.deep.equal(["PathPrefix(`/`)"]);
    });

    it("ask for the name inside only where two services have the same port", () => {
        expect(rules(renderGatewayRoutes({ targets: settled }))).to.deep.equal([
            ...["Host(`web`)", "PathPrefix(`/`)", "Host(`desk`)"],
        ]);
    });

    it("lead to candidates from the proxy's own loopback, in the place of what they take over from", () => {
        const { routers, services } = readRoutes(renderEdgeRoutes(moving));
        const unreleased = Object.values(routers).filter(({ entryPoints }) => entryPoints.includes("candidate"));
        expect(unreleased.map(({ rule, service }) => [rule, services[service]?.weighted?.services])).to.deep.equal([
            ["PathPrefix(`/`)", [{ name: "web-3fa9c1-3000", weight: 100 }]],
            ["(Path(`/api`) || PathPrefix(`/api/`))", [{ name: "api-4d5e6f-8000", weight: 100 }]],
            ["Host(`api.example.com`) && PathPrefix(`/`)", [{ name: "api-4d5e6f-8000", weight: 100 }]],
            [
                "Host(`admin.example.com`) && (Path(`/admin`) || PathPrefix(`/admin/`))",
                [{ name: "desk-5d01aa-3000", weight: 100 }],
            ],
        ]);
    });

    it("of the first day lead to whatever runs, and give way to the real ones", () => {
        const { routers, services } = readRoutes(renderFirstGatewayRoutes(ways));
        const first = Object.entries(routers).filter(([name]) => name !== "applied-first");
        expect(first.map(([, { priority }]) => priority)).to.deep.equal([1, 1, 1]);
        const urls = Object.values(services).flatMap(({ loadBalancer }) => loadBalancer?.servers ?? []);
        expect(urls.map(({ url }) => url)).to.deep.equal([
            "http://slipway-any-web:3000",
            "http://slipway-any-api:8000",
            "http://slipway-any-desk:3000",
        ]);
        const real = Object.values(readRoutes(renderGatewayRoutes({ targets: settled })).routers);
        expect(real.map(({ priority }) => priority)).to.deep.equal([undefined, undefined, undefined, undefined]);
    });

    it("tell which they are at a path on the admin entry point, each file at its own", () => {
        for (const text of Object.values(files)) {
            const path = appliedPath(text);
            expect(path).to.match(/^\/applied\/[0-9a-f]{16}$/);
            const [router] = Object.entries(readRoutes(text).routers).filter(([name]) => name.startsWith("applied"));
            expect(router?.[1]).to.deep.equal({
                entryPoints: ["admin"],
                rule: `Path(\`${path}\`)`,
                service: "ping@internal",
            });
        }
        expect(new Set(Object.values(files).map(appliedPath)).size).to.equal(Object.keys(files).length);
        expect(appliedPath("http: {}\n")).to.equal("");
    });

    it("tell who has most of the requests, each once", () => {
        const promoted = moving.targets.map((target) => ({ ...target, backends: [...target.backends].reverse() }));
        const swapped = promoted.map((target) => ({
            ...target,
            backends: target.backends.map(({ alias, weight }) => ({ alias, weight: 100 - weight || 100 })),
        }));
        expect(servingIn(renderEdgeRoutes(moving))).to.deep.equal(["web-3fa9c1", "api-0b77e2", "desk-5d01aa"]);
        expect(servingIn(renderEdgeRoutes({ ...moving, targets: promoted }))).to.deep.equal([
            ...["web-3fa9c1", "api-0b77e2", "desk-5d01aa"],
        ]);
        expect(servingIn(renderEdgeRoutes({ ...moving, targets: swapped }))).to.deep.equal([
            ...["web-3fa9c1", "api-4d5e6f", "desk-5d01aa"],
        ]);
    });

    it("count a generation's requests on a port under a name of its own", () => {
        const { services } = readRoutes(renderEdgeRoutes(moving));
        for (const { alias } of half) {
            const [name, provider] = countedName(alias, 8000).split("@");
            expect(services[name ?? ""]?.loadBalancer?.servers).to.deep.equal([{ url: `http://${alias}:8000` }]);
            expect(provider).to.equal("file");
        }
    });

    it("lie in a folder for each proxy of each stack", () => {
        expect(routeFolders("slipway-local-3f9a")).to.deep.equal({
            edge: "slipway-local-3f9a/edge",
            gateway: "slipway-local-3f9a/gateway",
        });
    });

    it("leads each share to the port of its generation", () => {
        const backends = [
            { alias: "web-1", weight: 90, port: 3000 },
            { alias: "web-2", weight: 10 },
        ];
        const targets = [{ path: "/", service: "web", port: 4000, backends }];
        const { services } = readRoutes(renderEdgeRoutes({ targets, candidates: {} }));
        expect(Object.keys(services)).to.deep.equal(["web-4000", "web-1-3000", "web-2-4000"]);
        expect(JSON.stringify(services)).to.contain("http://web-1:3000").and.contain("http://web-2:4000");
    });
});
