import { expect } from "chai";
import fc from "fast-check";
import { innerEntryPoint } from "../../../../components/route/entry-points";
import {
    renderEdgeRoutes,
    renderFirstGatewayRoutes,
    renderGatewayRoutes,
} from "../../../../components/route/route.render";
import { countedName } from "../../../../components/route/rules.render";
import type { Traffic } from "../../../../components/route/traffic";
import { type Routes, readRoutes } from "./read-routes";

const before = "3fa9c1";
const next = "4d5e6f";

const service = fc.oneof(
    fc.constantFrom("first", "first-api", "api", "api-first", "web-80", "retry", "fresh", "retry-first"),
    fc.constantFrom("applied", "applied-first", "candidate", "api-candidate", "web-80-candidate", "api-8000"),
    fc.stringMatching(/^[a-z0-9](?:[a-z0-9_-]{0,6}[a-z0-9])?$/),
);

/** Routes some of whose services are on their way from one generation to the next. */
const traffic: fc.Arbitrary<Traffic> = fc
    .record({
        ways: fc.array(
            fc.record({
                host: fc.option(fc.constantFrom("a.example.com", "b.example.com")),
                path: fc.constantFrom("/", "/api", "/api/v1"),
                service,
                port: fc.constantFrom(80, 3000, 8000),
            }),
            { minLength: 1, maxLength: 4 },
        ),
        weight: fc.constantFrom(0, 1, 10, 50, 99, 100),
        moves: fc.func(fc.boolean()),
    })
    .map(({ ways, weight, moves }) => ({
        targets: ways.map(({ host, ...way }) => ({
            ...(host === null ? {} : { host }),
            ...way,
            backends: moves(way.service)
                ? [
                      { alias: `${way.service}-${before}`, weight: 100 - weight },
                      { alias: `${way.service}-${next}`, weight },
                  ]
                : [{ alias: `${way.service}-${before}`, weight: 100 }],
        })),
        candidates: Object.fromEntries(
            ways.filter((way) => moves(way.service)).map((way) => [way.service, `${way.service}-${next}`]),
        ),
    }));

const renderers: readonly ((routes: Traffic) => string)[] = [
    renderEdgeRoutes,
    renderGatewayRoutes,
    ({ targets }) => renderFirstGatewayRoutes(targets),
];

/** Shares by address, of what a router leads to. */
function sharesOf({ services }: Routes, upstream: string): readonly (readonly [string | undefined, number])[] {
    return (services[upstream]?.weighted?.services ?? []).map(({ name, weight }) => [
        services[name]?.loadBalancer?.servers[0]?.url,
        weight,
    ]);
}

const meant = ({ backends, port }: Traffic["targets"][number]) =>
    backends.map(({ alias, weight }) => [`http://${alias}:${port}`, weight]);

describe("any routes of the proxies", () => {
    it("name only what the same file has", () => {
        fc.assert(
            fc.property(traffic, fc.constantFrom(...renderers), (all, render) => {
                const { routers, services, middlewares, serversTransports } = readRoutes(render(all));
                for (const router of Object.values(routers)) {
                    if (router.service === "ping@internal") continue;
                    expect(services[router.service]).to.have.property("weighted");
                    for (const name of router.middlewares ?? []) expect(middlewares).to.have.property(name);
                }
                for (const { weighted, loadBalancer } of Object.values(services)) {
                    for (const { name } of weighted?.services ?? [])
                        expect(services[name]).to.have.property("loadBalancer");
                    if (loadBalancer) expect(serversTransports).to.have.property(loadBalancer.serversTransport);
                }
            }),
        );
    });

    it("are one of the edge for each that is configured, sharing as they shall", () => {
        fc.assert(
            fc.property(traffic, (all) => {
                const routes = readRoutes(renderEdgeRoutes(all));
                const open = Object.values(routes.routers).filter(({ entryPoints }) => entryPoints[0] === "web");
                expect(open.map((router) => sharesOf(routes, router.service))).to.deep.equal(all.targets.map(meant));
            }),
        );
    });

    it("lead from the loopback to the candidates, and to what stays, whole", () => {
        fc.assert(
            fc.property(traffic, (all) => {
                const routes = readRoutes(renderEdgeRoutes(all));
                const own = Object.values(routes.routers).filter(({ entryPoints }) => entryPoints[0] === "candidate");
                const candidates = all.targets.map((target) => {
                    const alias = all.candidates[target.service] ?? `${target.service}-${before}`;
                    return [[`http://${alias}:${target.port}`, 100]];
                });
                expect(own.map((router) => sharesOf(routes, router.service))).to.deep.equal(
                    Object.keys(all.candidates).length === 0 ? [] : candidates,
                );
            }),
        );
    });

    it("answer inside to every routed service at each of its ports, with the same shares", () => {
        fc.assert(
            fc.property(traffic, (all) => {
                const routes = readRoutes(renderGatewayRoutes(all));
                for (const target of all.targets) {
                    const here = Object.values(routes.routers).filter(
                        ({ entryPoints }) => entryPoints[0] === innerEntryPoint(target.port),
                    );
                    const fit = here.filter(({ rule }) =>
                        [`Host(\`${target.service}\`)`, "PathPrefix(`/`)"].includes(rule),
                    );
                    expect(fit.map((router) => sharesOf(routes, router.service))).to.deep.equal([meant(target)]);
                }
            }),
        );
    });

    it("count each generation on each port apart, by the same name in both proxies", () => {
        fc.assert(
            fc.property(traffic, (all) => {
                for (const routes of [renderEdgeRoutes(all), renderGatewayRoutes(all)].map(readRoutes)) {
                    for (const { backends, port } of all.targets) {
                        for (const { alias } of backends) {
                            const name = countedName(alias, port).replace("@file", "");
                            const url = `http://${alias}:${port}`;
                            expect(routes.services[name]?.loadBalancer?.servers).to.deep.equal([{ url }]);
                        }
                    }
                }
            }),
        );
    });

    it("share no name with those of the first day", () => {
        fc.assert(
            fc.property(traffic, (all) => {
                const real = readRoutes(renderGatewayRoutes(all));
                const first = readRoutes(renderFirstGatewayRoutes(all.targets));
                for (const part of ["routers", "services", "middlewares", "serversTransports"] as const) {
                    const both = Object.keys(first[part]).filter((name) => Object.hasOwn(real[part], name));
                    expect(both).to.deep.equal([]);
                }
            }),
        );
    });
});
