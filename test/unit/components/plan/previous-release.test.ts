import { expect } from "chai";
import { previousRelease, type StateResources } from "../../../../components/plan/previous-release";

function resource(type: string, name: string, outputs: Readonly<Record<string, unknown>> = {}): StateResources {
    return { [`urn:pulumi:dev::shop::${type}::${name}`]: { type, outputs } };
}

const command = "command:local:Command";
const document = JSON.stringify({
    services: { api: { image: "a", secrets: [{ source: "KEY" }], configs: [{ source: "c" }] } },
});
const environment = {
    SLIPWAY_GENERATION: "0a1b2c",
    SLIPWAY_SECRET_KEY: "shop.api.KEY-1",
    SLIPWAY_CONFIG_c: "shop.api.c-1",
};

const api: StateResources = {
    ...resource("pulumi:pulumi:Stack", "shop-dev", { version: "1.4.1" }),
    ...resource("slipway:service:Service", "api"),
    ...resource("slipway:service:Service", "unfinished"),
    ...resource(command, "api-release-service", { stdin: document, environment }),
    ...resource(command, "edge-proxy-release-service", { stdin: document, environment }),
    ...resource("docker:index/secret:Secret", "shop.api.KEY", { name: "shop.api.KEY-1", data: "c2VjcmV0" }),
    ...resource("docker:index/serviceConfig:ServiceConfig", "shop.api.config.c", {
        name: "shop.api.c-1",
        data: "eA==",
    }),
};

/** Where the requests go, as the cut-over has printed it. */
function routedTo(alias: string): StateResources {
    return resource(command, "route-cutover", { stdout: JSON.stringify({ routes: [{ service: "api", alias }] }) });
}

describe("what is deployed", () => {
    const none = { services: new Map(), places: new Map() };

    it("is nothing before the first deploy", () => {
        expect(previousRelease({})).to.deep.equal(none);
        expect(previousRelease(resource("pulumi:pulumi:Stack", "shop-dev"))).to.deep.equal(none);
    });

    it("is read from the state, with what secrets and configs hold", () => {
        const previous = {
            snapshot: { document, files: { SLIPWAY_SECRET_KEY: "c2VjcmV0", SLIPWAY_CONFIG_c: "eA==" } },
            ...{ environment, waits: false, hasGenerations: false, isWhole: true },
        };
        expect(previousRelease(api)).to.deep.equal({
            version: "1.4.1",
            services: new Map([["api", previous]]),
            places: new Map([["api", previous]]),
        });
    });

    it("waits where requests go to the generation before", () => {
        const waits = (more: StateResources) => previousRelease({ ...api, ...more }).services.get("api")?.waits;
        expect(waits(routedTo("api-ffffff"))).to.equal(true);
        expect(waits(routedTo("api-0a1b2c"))).to.equal(false);
        expect(waits(resource(command, "route-cutover", { stdout: "" }))).to.equal(false);
    });

    it("has generations where the keeper of its suffix follows its content", () => {
        const has = (triggers: readonly string[]) =>
            previousRelease({ ...api, ...resource(command, "api-generation", { triggers }) }).services.get("api")
                ?.hasGenerations;
        expect(has(["0123456789ab"])).to.equal(true);
        expect(has([])).to.equal(false);
    });

    for (const [what, variable] of [
        ["a secret", "SLIPWAY_SECRET_KEY"],
        ["a config", "SLIPWAY_CONFIG_c"],
        ["the launcher", "SLIPWAY_CONFIG_slipway_launcher"],
        ["a network", "SLIPWAY_NETWORK_default"],
    ] as const) {
        it(`is not whole where the state has ${what} of it no more`, () => {
            const fillers: StateResources = {
                ...resource("docker:index/serviceConfig:ServiceConfig", "launcher", { name: "l-1", data: "eA==" }),
                ...resource("docker:index/network:Network", "shop-default", { name: "shop-default-1" }),
            };
            const own = {
                ...environment,
                SLIPWAY_CONFIG_slipway_launcher: "l-1",
                SLIPWAY_NETWORK_default: "shop-default-1",
            };
            const isWhole = (variables: object) => {
                const release = resource(command, "api-release-service", { stdin: document, environment: variables });
                return previousRelease({ ...api, ...fillers, ...release }).places.get("api")?.isWhole;
            };
            expect(isWhole(own)).to.equal(true);
            expect(isWhole({ ...own, [variable]: "gone-1" })).to.equal(false);
        });
    }

    it("tells with what the database was looked at", () => {
        const stdin = JSON.stringify({ services: { "slipway-migration": { image: "a" } } });
        const migration = resource(command, "migration-run", { stdin, environment: { SLIPWAY_UP: "up" } });
        expect(previousRelease(migration).migration).to.deep.equal({
            snapshot: { document: stdin, files: {} },
            ...{ environment: { SLIPWAY_UP: "up" }, waits: false, hasGenerations: false, isWhole: true },
        });
    });
});
