import { expect } from "chai";
import { renderEdgeRoutes } from "../../../../components/route/route.render";
import { appliedPath } from "../../../../components/route/rules.render";
import type { Traffic } from "../../../../components/route/traffic";
import { readRoutes } from "./read-routes";

const traffic: Traffic = {
    targets: [
        {
            host: "app.example.com",
            path: "/",
            service: "web",
            port: 3000,
            backends: [{ alias: "web-3fa9c1", weight: 100 }],
        },
        {
            host: "app.example.com",
            path: "/api",
            service: "api",
            port: 80,
            backends: [{ alias: "api-0b77e2", weight: 100 }],
        },
    ],
    candidates: { api: "api-4d5e6f" },
};

describe("the edge's routes over TLS", () => {
    const { routers, middlewares, services } = readRoutes(renderEdgeRoutes(traffic, { secure: true }));
    const at = (name: string) => Object.values(routers).filter(({ entryPoints }) => entryPoints.includes(name));

    it("are there over TLS only, and tell browsers to stay", () => {
        expect(at("web")).to.deep.equal([]);
        expect(
            at("websecure").map(({ rule, service, tls, middlewares: by }) => [rule, service, tls, by]),
        ).to.deep.equal([
            ["Host(`app.example.com`) && PathPrefix(`/`)", "web-3000", {}, ["hsts", "retry"]],
            ["Host(`app.example.com`) && (Path(`/api`) || PathPrefix(`/api/`))", ...["api-80", {}, ["hsts", "retry"]]],
        ]);
        expect(middlewares.hsts).to.deep.equal({ headers: { stsSeconds: 15_552_000 } });
    });

    it("lead to candidates without it, on the proxy's own loopback", () => {
        for (const router of at("candidate")) {
            expect(router).not.to.have.property("tls");
            expect(router.middlewares).to.deep.equal(["retry"]);
        }
        expect(at("candidate")).to.have.length(2);
    });

    it("differ from those without in nothing else, and are told from them", () => {
        const without = readRoutes(renderEdgeRoutes(traffic));
        expect(services).to.deep.equal(without.services);
        expect(at("websecure").map(({ rule, priority }) => [rule, priority])).to.deep.equal(
            Object.values(without.routers)
                .filter(({ entryPoints }) => entryPoints.includes("web"))
                .map(({ rule, priority }) => [rule, priority]),
        );
        expect(without.middlewares).not.to.have.property("hsts");
        expect(appliedPath(renderEdgeRoutes(traffic, { secure: true }))).not.to.equal(
            appliedPath(renderEdgeRoutes(traffic)),
        );
    });
});
