import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { parse } from "yaml";
import {
    innerEntryPoint,
    type RouteTarget,
    renderEdgeRoutes,
    renderGatewayRoutes,
    routeFolders,
} from "../../../components/route/route.render";

const targets: readonly RouteTarget[] = [
    { path: "/", service: "web", alias: "web-3fa9c1", port: 3000 },
    { path: "/api", service: "api", alias: "api-0b77e2", port: 8000 },
    { host: "api.example.com", path: "/", service: "api", alias: "api-0b77e2", port: 8000 },
    { host: "admin.example.com", path: "/admin", service: "desk", alias: "desk-5d01aa", port: 3000 },
];

interface Routes {
    readonly http: {
        readonly routers: Readonly<Record<string, Router>>;
        readonly services: Readonly<Record<string, Upstream>>;
        readonly middlewares: Readonly<Record<string, unknown>>;
        readonly serversTransports: Readonly<Record<string, unknown>>;
    };
}

interface Router {
    readonly entryPoints: readonly string[];
    readonly rule: string;
    readonly service: string;
    readonly middlewares: readonly string[];
    readonly priority?: number;
}

interface Upstream {
    readonly weighted?: { readonly services: readonly { readonly name: string }[] };
    readonly loadBalancer?: {
        readonly serversTransport: string;
        readonly servers: readonly { readonly url: string }[];
    };
}

function read(text: string): Routes["http"] {
    return (parse(text) as Routes).http;
}

function rules(text: string): readonly string[] {
    return Object.values(read(text).routers).map(({ rule }) => rule);
}

describe("the proxies' routes", () => {
    const files = {
        "edge.yaml": renderEdgeRoutes(targets),
        "gateway.yaml": renderGatewayRoutes(targets),
        "gateway-first.yaml": renderGatewayRoutes(targets, "first"),
    };
    for (const [name, text] of Object.entries(files)) {
        it(`are in ${name} as kept (UPDATE_GOLDEN=1 writes it anew)`, () => {
            const path = join(__dirname, "golden", name);
            if (process.env.UPDATE_GOLDEN === "1") writeFileSync(path, text);
            expect(text).to.equal(readFileSync(path, "utf8"));
        });
    }

    it("let a path mean itself and what lies below it", () => {
        expect(rules(renderEdgeRoutes(targets))).to.deep.equal([
            "PathPrefix(`/`)",
            "(Path(`/api`) || PathPrefix(`/api/`))",
            "Host(`api.example.com`) && PathPrefix(`/`)",
            "Host(`admin.example.com`) && (Path(`/admin`) || PathPrefix(`/admin/`))",
        ]);
    });

    it("lead to one service at the same port from two rules", () => {
        const two = targets.filter(({ service }) => service === "api");
        const { routers, services } = read(renderEdgeRoutes(two));
        expect(Object.values(routers).map(({ service }) => service)).to.deep.equal(["api-8000", "api-8000"]);
        expect(Object.keys(services)).to.deep.equal(["api-8000", "api-0b77e2-8000"]);
        expect(rules(renderGatewayRoutes(two))).to.deep.equal(["PathPrefix(`/`)"]);
    });

    it("ask for the name inside only where two services have the same port", () => {
        expect(rules(renderGatewayRoutes(targets))).to.deep.equal(["Host(`web`)", "PathPrefix(`/`)", "Host(`desk`)"]);
    });

    it("of the first day give way to the real ones", () => {
        const routers = Object.values(read(renderGatewayRoutes(targets, "first")).routers);
        expect(routers.map(({ priority }) => priority)).to.deep.equal([1, 1, 1]);
        expect(Object.values(read(renderGatewayRoutes(targets)).routers).some(({ priority }) => priority)).to.equal(
            false,
        );
    });

    it("lie in a folder for each proxy of each stack", () => {
        expect(routeFolders("slipway-local-3f9a")).to.deep.equal({
            edge: "slipway-local-3f9a/edge",
            gateway: "slipway-local-3f9a/gateway",
        });
    });
});

describe("any routes of the proxies", () => {
    const service = fc.oneof(
        fc.constantFrom("first", "first-api", "api", "api-first", "web-80", "retry", "fresh", "retry-first"),
        fc.stringMatching(/^[a-z0-9](?:[a-z0-9_-]{0,6}[a-z0-9])?$/),
    );
    const target: fc.Arbitrary<RouteTarget> = fc
        .record({
            host: fc.option(fc.constantFrom("a.example.com", "b.example.com")),
            path: fc.constantFrom("/", "/api", "/api/v1"),
            service,
            port: fc.constantFrom(80, 3000, 8000),
        })
        .map(({ host, ...rest }) => ({ ...rest, ...(host === null ? {} : { host }), alias: `${rest.service}-3fa9c1` }));
    const some = fc.array(target, { minLength: 1, maxLength: 6 });
    const renderers = [
        renderEdgeRoutes,
        renderGatewayRoutes,
        (all: readonly RouteTarget[]) => renderGatewayRoutes(all, "first"),
    ];

    it("name only what the same file has", () => {
        fc.assert(
            fc.property(some, fc.constantFrom(...renderers), (all, render) => {
                const { routers, services, middlewares, serversTransports } = read(render(all));
                for (const router of Object.values(routers)) {
                    expect(services[router.service]).to.have.property("weighted");
                    for (const name of router.middlewares) expect(middlewares).to.have.property(name);
                }
                for (const { weighted, loadBalancer } of Object.values(services)) {
                    for (const { name } of weighted?.services ?? [])
                        expect(services[name]).to.have.property("loadBalancer");
                    if (loadBalancer) expect(serversTransports).to.have.property(loadBalancer.serversTransport);
                }
            }),
        );
    });

    it("are one of the edge for each that is configured, leading to the service's own port", () => {
        fc.assert(
            fc.property(some, (all) => {
                const { routers, services } = read(renderEdgeRoutes(all));
                const led = Object.values(routers).map(({ service: upstream }) => {
                    const [candidate] = services[upstream]?.weighted?.services ?? [];
                    return services[candidate?.name ?? ""]?.loadBalancer?.servers[0]?.url;
                });
                expect(led).to.deep.equal(all.map(({ alias, port }) => `http://${alias}:${port}`));
            }),
        );
    });

    it("answer inside to every routed service at each of its ports", () => {
        fc.assert(
            fc.property(some, (all) => {
                const routers = Object.values(read(renderGatewayRoutes(all)).routers);
                for (const { service: name, port } of all) {
                    const here = routers.filter(({ entryPoints }) => entryPoints[0] === innerEntryPoint(port));
                    const meant = here.filter(({ rule }) => [`Host(\`${name}\`)`, "PathPrefix(`/`)"].includes(rule));
                    expect(meant.map(({ service: upstream }) => upstream)).to.deep.equal([`${name}-${port}`]);
                }
            }),
        );
    });

    it("share no name with those of the first day", () => {
        fc.assert(
            fc.property(some, (all) => {
                const real = read(renderGatewayRoutes(all));
                const first = read(renderGatewayRoutes(all, "first"));
                for (const part of ["routers", "services", "middlewares", "serversTransports"] as const) {
                    const both = Object.keys(first[part]).filter((name) => Object.hasOwn(real[part], name));
                    expect(both).to.deep.equal([]);
                }
            }),
        );
    });
});
