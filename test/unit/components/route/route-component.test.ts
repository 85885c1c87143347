import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { CutOverPlan, ProxyAddress } from "../../../../components/cutover/plan";
import { Route, type RouteArgs } from "../../../../components/route/route";
import { testHost } from "../../support/host";
import { Marked, makeWithMocks } from "../../support/mocks";

const proxy: ProxyAddress = {
    ...{ name: "edge", kind: "edge", shell: ["bash", "-c"], service: "slipway-test_slipway-edge" },
    ...{ folder: "/srv/slipway/slipway-test/edge", admin: 9000, candidate: 9001 },
};
const cutOver: CutOverPlan = {
    stack: "slipway-test",
    proxies: [proxy, { ...proxy, name: "gateway", kind: "gateway", folder: "/srv/slipway/slipway-test/gateway" }],
    canaries: ["api"],
    steps: [{ weight: 100, seconds: 0 }],
    limits: { requests: 50 },
    inconclusive: "abort",
    timeout: 60,
};

describe("the route", () => {
    const routes = [
        { path: "/", service: "web", alias: pulumi.output("web-3fa9c1"), port: 3000, health: "/health" },
        { host: "api.example.com", path: "/", service: "api", alias: "api-0b77e2", port: 8000 },
    ];
    const folders = ["/srv/slipway/slipway-test/edge", "/srv/slipway/slipway-test/gateway"];
    const make = (changes: Partial<RouteArgs> = {}) =>
        makeWithMocks(
            () => new Route("route", { host: testHost(), routes, standby: [], cutOver, folders, ...changes }),
        );

    it("is one command that gets the ways by standard input, and the plan beside them", async () => {
        const route = (await make()).get("route-cutover");
        expect(route).to.deep.include({ parent: "route", ignoreChanges: [] });
        expect(route.inputs).to.deep.equal({
            create: "bash components/cutover/cut-over.sh",
            update: "bash components/cutover/cut-over.sh",
            delete: "bash components/cutover/remove-routes.sh",
            environment: {
                DOCKER_HOST: "unix:///run/engine.sock",
                SLIPWAY_CUTOVER: JSON.stringify(cutOver),
            },
            stdin: `${JSON.stringify(
                {
                    routes: [
                        { path: "/", service: "web", alias: "web-3fa9c1", port: 3000, health: "/health" },
                        { host: "api.example.com", path: "/", service: "api", alias: "api-0b77e2", port: 8000 },
                    ],
                    standby: [],
                },
                undefined,
                2,
            )}\n`,
            triggers: folders,
            logging: "stderr",
        });
    });

    it("gets the smoke flows as a secret, whoever marks them", async () => {
        const { environment } = (await make({ smoke: '{"flows":[]}' })).get("route-cutover").inputs;
        expect((environment as Record<string, unknown>).SLIPWAY_SMOKE).to.deep.equal(new Marked('{"flows":[]}'));
    });
});
