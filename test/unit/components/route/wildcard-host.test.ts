import { expect } from "chai";
import { askedHost } from "../../../../components/route/answers-well";
import { renderEdgeRoutes } from "../../../../components/route/route.render";
import { readRoutes } from "./read-routes";

describe("a route for many names", () => {
    const target = (host: string | undefined, path: string) => ({
        ...(host === undefined ? {} : { host }),
        ...{ path, service: "web", port: 80, backends: [{ alias: "web-1", weight: 100 }] },
    });

    it("takes each name of one label more, behind the routes of one name and before those of any", () => {
        const targets = [
            target("*.example.com", "/"),
            target("app.example.com", "/"),
            target("*.example.com", "/api"),
            target(undefined, `/${"long".repeat(100)}`),
        ];
        const { routers } = readRoutes(renderEdgeRoutes({ targets, candidates: {} }));
        const open = Object.values(routers).filter(({ entryPoints }) => entryPoints[0] === "web");
        const byPriority = open.sort((a, b) => (b.priority ?? 0) - (a.priority ?? 0));
        expect(byPriority.map(({ rule }) => rule)).to.deep.equal([
            "Host(`app.example.com`) && PathPrefix(`/`)",
            "HostRegexp(`^[^.]+\\.example\\.com$`) && (Path(`/api`) || PathPrefix(`/api/`))",
            "HostRegexp(`^[^.]+\\.example\\.com$`) && PathPrefix(`/`)",
            `(Path(\`/${"long".repeat(100)}\`) || PathPrefix(\`/${"long".repeat(100)}/\`))`,
        ]);
        const [, pattern = ""] = /HostRegexp\(`([^`]*)`\)/.exec(byPriority[2]?.rule ?? "") ?? [];
        const fits = (name: string) => new RegExp(pattern).test(name);
        expect(["a.example.com", "a-b.example.com"].filter(fits)).to.have.length(2);
        expect(
            ["example.com", "a.b.example.com", "a.exampleXcom", "a.example.com.evil.net"].filter(fits),
        ).to.deep.equal([]);
    });

    it("is asked under one of them", () => {
        expect(askedHost({ host: "*.example.com" })).to.equal("slipway.example.com");
        expect(askedHost({ host: "app.example.com" })).to.equal("app.example.com");
        expect(askedHost({})).to.equal("localhost");
    });
});
